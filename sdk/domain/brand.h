// What a tenant's users see instead of Steward: name, colours, words, logo.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/error.h"
#include "base/time.h"

namespace steward::domain {

// Colours are "#RRGGBB". `logoPng` is base64 of a PNG of at most 64 KiB and 1024 x 1024 pixels, or empty.
struct Brand {
    std::string productName;
    std::string headline;  // on the sign-in page
    std::string welcome;
    std::string primaryColour = "#2F5BD8";
    std::string accentColour = "#7D4B08";
    std::string backgroundColour = "#F5F6F8";
    std::string textColour = "#171B24";
    std::string headingFont = "Inter";
    std::string bodyFont = "Inter";
    std::string emailFooter;
    std::string logoPng;
    bool operator==(const Brand&) const = default;
};
STEWARD_DESCRIBE(Brand, (productName, headline, welcome, primaryColour, accentColour, backgroundColour, textColour,
                         headingFont, bodyFont, emailFooter, logoPng))

struct BrandState {
    std::string tenantId;
    Brand draft;
    Brand published;
    std::int64_t version = 0;        // of the published brand; 0 when none was published
    std::int64_t draftRevision = 0;  // grows with every save and every publication; the ETag
    std::int64_t changes = 0;        // fields in which the draft differs from what is published
    std::optional<Time> draftSavedAt;
    std::string draftSavedBy;
    std::optional<Time> publishedAt;
    std::string publishedBy;
    std::int64_t revision() const { return draftRevision; }
};
STEWARD_DESCRIBE(BrandState, (tenantId, draft, published, version, draftRevision, changes, draftSavedAt, draftSavedBy,
                              publishedAt, publishedBy))

struct BrandVersion {
    std::int64_t version = 0;
    Brand brand;
    Time publishedAt{};
    std::string publishedBy;
    std::optional<std::string> auditId;
};
STEWARD_DESCRIBE(BrandVersion, (version, brand, publishedAt, publishedBy, auditId))

// WCAG 2.2 contrast ratio, 1 to 21; 0 when one of the two is no colour.
double contrastRatio(const std::string& a, const std::string& b);

enum class ContrastGrade { fails, aaLarge, aa, aaa };
STEWARD_DESCRIBE_ENUM(ContrastGrade, fails, aaLarge, aa, aaa)
// 3, 4.5 and 7 to 1 (WCAG 2.2, 1.4.3 and 1.4.6).
ContrastGrade gradeOf(double ratio);

struct ContrastCheck {
    std::string field;    // the colour that is judged
    std::string against;  // "white text", "white", "text"
    double ratio = 0;
    ContrastGrade grade = ContrastGrade::fails;
    std::string suggestion;  // a colour of the same hue that reaches AA, or empty
};
STEWARD_DESCRIBE(ContrastCheck, (field, against, ratio, grade, suggestion))

// Four checks, in the order of the form: primary with white text, accent on white, text on background, text on white.
std::vector<ContrastCheck> contrastOf(const Brand& brand);
// Empty when the brand may be published: names, colours and logo are valid, and primary and text reach AA.
std::vector<FieldError> check(const Brand& brand);

const std::vector<std::string>& brandFonts();

}  // namespace steward::domain
