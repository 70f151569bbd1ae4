#include "domain/brand.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "domain/rules.h"

namespace steward::domain {
namespace {

using Rgb = std::array<double, 3>;  // 0 to 1, sRGB

std::optional<Rgb> rgbOf(const std::string& colour) {
    if (colour.size() != 7 || colour[0] != '#' ||
        colour.find_first_not_of("0123456789abcdefABCDEF", 1) != std::string::npos)
        return std::nullopt;
    Rgb rgb{};
    for (std::size_t i = 0; i < 3; ++i)
        rgb[i] = std::stoi(colour.substr(1 + 2 * i, 2), nullptr, 16) / 255.0;
    return rgb;
}

std::string spell(const Rgb& rgb) {
    char text[8];
    const auto byte = [](double channel) { return unsigned(std::lround(channel * 255)) & 0xffu; };
    std::snprintf(text, sizeof text, "#%02X%02X%02X", byte(rgb[0]), byte(rgb[1]), byte(rgb[2]));
    return text;
}

// Relative luminance of WCAG 2.2.
double luminance(const Rgb& rgb) {
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2]);
}

// The nearest darker colour of the same hue that reaches AA against white.
std::string darkerForWhite(const Rgb& rgb) {
    for (double factor = 0.99; factor > 0; factor -= 0.01) {
        const std::string darker = spell({rgb[0] * factor, rgb[1] * factor, rgb[2] * factor});
        if (contrastRatio(darker, "#FFFFFF") >= 4.5) return darker;
    }
    return "#000000";
}

ContrastCheck checkPair(std::string field, std::string against, const std::string& a, const std::string& b,
                        const std::string& judged) {
    ContrastCheck result{std::move(field), std::move(against), contrastRatio(a, b), ContrastGrade::fails, {}};
    result.grade = gradeOf(result.ratio);
    if (result.grade < ContrastGrade::aa)
        if (const auto rgb = rgbOf(judged)) result.suggestion = darkerForWhite(*rgb);
    return result;
}

// A PNG of bounded size: signature and header only; no pixel is decoded here.
bool isSmallPng(const std::string& base64) {
    constexpr std::size_t maxBytes = 64 * 1024;
    if (base64.size() > maxBytes * 4 / 3 + 4) return false;
    std::vector<unsigned char> bytes(base64.size());
    std::size_t size = 0;
    if (sodium_base642bin(bytes.data(), bytes.size(), base64.data(), base64.size(), nullptr, &size, nullptr,
                          sodium_base64_VARIANT_ORIGINAL) != 0)
        return false;
    constexpr std::array<unsigned char, 8> signature{0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    if (size < 33 || size > maxBytes || !std::equal(signature.begin(), signature.end(), bytes.begin())) return false;
    const auto number = [&](std::size_t at) {
        return unsigned(bytes[at]) << 24 | unsigned(bytes[at + 1]) << 16 | unsigned(bytes[at + 2]) << 8 | bytes[at + 3];
    };
    const unsigned width = number(16);
    const unsigned height = number(20);
    return width > 0 && height > 0 && width <= 1024 && height <= 1024;
}

}  // namespace

double contrastRatio(const std::string& a, const std::string& b) {
    const auto first = rgbOf(a);
    const auto second = rgbOf(b);
    if (!first || !second) return 0;
    const auto [darker, lighter] = std::minmax({luminance(*first), luminance(*second)});
    return (lighter + 0.05) / (darker + 0.05);
}

ContrastGrade gradeOf(double ratio) {
    if (ratio >= 7) return ContrastGrade::aaa;
    if (ratio >= 4.5) return ContrastGrade::aa;
    if (ratio >= 3) return ContrastGrade::aaLarge;
    return ContrastGrade::fails;
}

std::vector<ContrastCheck> contrastOf(const Brand& brand) {
    const std::string white = "#FFFFFF";
    return {checkPair("primaryColour", "white text", white, brand.primaryColour, brand.primaryColour),
            checkPair("accentColour", "on white", brand.accentColour, white, brand.accentColour),
            checkPair("backgroundColour", "text", brand.textColour, brand.backgroundColour, brand.textColour),
            checkPair("textColour", "on white", brand.textColour, white, brand.textColour)};
}

const std::vector<std::string>& brandFonts() {
    static const std::vector<std::string> all{"Inter", "Inter Display", "Georgia", "Verdana", "system-ui"};
    return all;
}

std::vector<FieldError> check(const Brand& brand) {
    std::vector<FieldError> errors;
    const auto refuse = [&](bool bad, const char* path, const char* message) {
        if (bad) errors.push_back({path, message});
    };
    const auto isFont = [](const std::string& font) {
        return std::find(brandFonts().begin(), brandFonts().end(), font) != brandFonts().end();
    };
    refuse(!isName(brand.productName), "/productName", "must have 1 to 120 visible characters");
    refuse(brand.headline.size() > 400, "/headline", "at most 400 bytes");
    refuse(brand.welcome.size() > 400, "/welcome", "at most 400 bytes");
    refuse(brand.emailFooter.size() > 2000, "/emailFooter", "at most 2,000 bytes");
    refuse(!rgbOf(brand.primaryColour), "/primaryColour", "is not a colour such as #1D6B57");
    refuse(!rgbOf(brand.accentColour), "/accentColour", "is not a colour such as #1D6B57");
    refuse(!rgbOf(brand.backgroundColour), "/backgroundColour", "is not a colour such as #1D6B57");
    refuse(!rgbOf(brand.textColour), "/textColour", "is not a colour such as #1D6B57");
    refuse(!isFont(brand.headingFont), "/headingFont", "is not one of the offered fonts");
    refuse(!isFont(brand.bodyFont), "/bodyFont", "is not one of the offered fonts");
    refuse(!brand.logoPng.empty() && !isSmallPng(brand.logoPng), "/logoPng",
           "must be a PNG of at most 64 KiB and 1024 x 1024 pixels");
    if (!errors.empty()) return errors;
    const auto contrast = contrastOf(brand);
    refuse(contrast[0].grade < ContrastGrade::aa, "/primaryColour", "white text on it must reach 4.5:1");
    refuse(contrast[2].grade < ContrastGrade::aa, "/textColour", "must reach 4.5:1 on the background");
    return errors;
}

}  // namespace steward::domain
