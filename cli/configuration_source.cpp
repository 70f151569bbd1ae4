#include "cli/configuration_source.h"

#include <fstream>
#include <sstream>

#include "contract/endpoints.h"

namespace steward::cli {
namespace {

constexpr std::size_t longestFilter = 4096;  // bytes of a request's filter

bool isAddress(const std::string& operand) {
    return operand.starts_with("https://") || operand.starts_with("http://");
}

// "slug in (a,b)" for as many slugs as one request may name; without any, a filter that no tenant fulfils.
std::vector<std::string> filtersFor(const std::vector<std::string>& slugs) {
    std::vector<std::string> filters;
    for (const auto& slug : slugs) {
        if (filters.empty() || filters.back().size() + slug.size() > longestFilter)
            filters.push_back("slug in (" + slug);
        else
            filters.back() += "," + slug;
    }
    for (auto& filter : filters)
        filter += ")";
    if (filters.empty()) filters.emplace_back("slug=-");
    return filters;
}

// Those parts of the document that a platform can be asked for.
std::string kindsOf(const configuration::Document& document) {
    std::string kinds;
    for (const auto& [part, entries] : document.parts)
        if (configuration::kindOf(part) != part) kinds.append(kinds.empty() ? "" : ",").append(part);
    return kinds;
}

}  // namespace

Result<configuration::Document> documentOfFile(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return fail(ErrorCode::notFound, "There is no file '" + path + "' that can be read.");
    std::stringstream text;
    text << file.rdbuf();
    auto document = configuration::read(std::move(text).str());
    if (document) return document;
    Error error = std::move(document).error();
    error.message = path + ": " + error.message;
    return fail(std::move(error));
}

Result<configuration::Document> documentOfPlatform(Program& program, const std::optional<std::string>& tenants,
                                                   const std::optional<std::string>& kinds) {
    STEWARD_TRY(const auto reply, program.call(contract::asText(contract::getConfiguration), {tenants, kinds}));
    return configuration::read(reply.body);
}

Result<configuration::Document> counterpartOf(Program& program, const configuration::Document& document) {
    configuration::Document all;
    const std::string kinds = kindsOf(document);
    if (kinds.empty()) return all;
    for (const auto& filter : filtersFor(configuration::slugsOf(document))) {
        STEWARD_TRY(auto some, documentOfPlatform(program, filter, kinds));
        for (auto& [part, entries] : some.parts)
            all.parts[part].merge(entries);
    }
    return all;
}

Result<configuration::Document> documentOf(Program& program, const std::string& operand,
                                           const std::optional<std::string>& tenants) {
    if (!isAddress(operand)) return documentOfFile(operand);
    if (operand == program.settings().url) return documentOfPlatform(program, tenants, std::nullopt);
    Settings other = program.settings();
    other.url = operand;
    other.token.clear();
    Program platform(std::move(other));
    return documentOfPlatform(platform, tenants, std::nullopt);
}

}  // namespace steward::cli
