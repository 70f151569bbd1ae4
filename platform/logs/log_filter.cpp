#include "logs/log_filter.h"

#include <algorithm>
#include <limits>

#include "domain/log_record.h"
#include "report/filter.h"
#include "report/list_dataset.h"

namespace steward::logs {
namespace {

using report::Condition;
using report::Operator;

const std::vector<report::Field>& fields() {
    return report::findListDataset("logs")->fields;
}

// The range that a condition on the time leaves, at least: the condition itself is asked, too.
void narrow(LogFilter& out, const Condition& condition, Time now) {
    using std::chrono::days;
    if (condition.op == Operator::last) {
        constexpr int longest = 366;
        const auto count = std::min<std::int64_t>(std::atoll(condition.values.at(0).c_str()), 1000);
        const auto unit = condition.unit == report::Bucket::none || condition.unit == report::Bucket::day ? 1 : longest;
        out.bottom = std::max(out.bottom, domain::firstLogPlace(now - days((count + 1) * unit)));
        return;
    }
    const std::string& text = condition.values.at(0);
    constexpr std::size_t dayLength = 10;
    const bool isDay = text.size() == dayLength;
    const auto begin = parseRfc3339(isDay ? text + "T00:00:00Z" : text);
    if (!begin) return;
    const Time end = *begin + (isDay ? Duration(days(1)) : Duration(1));
    switch (condition.op) {
        case Operator::greater:
            out.bottom = std::max(out.bottom, domain::firstLogPlace(end));
            break;
        case Operator::greaterOrEqual:
            out.bottom = std::max(out.bottom, domain::firstLogPlace(*begin));
            break;
        case Operator::less:
            out.top = std::min(out.top, domain::firstLogPlace(*begin));
            break;
        case Operator::lessOrEqual:
            out.top = std::min(out.top, domain::firstLogPlace(end));
            break;
        case Operator::equal:
            out.bottom = std::max(out.bottom, domain::firstLogPlace(*begin));
            out.top = std::min(out.top, domain::firstLogPlace(end));
            break;
        default:
            break;
    }
}

class Reader {
public:
    Reader(sql::Dialect dialect, Time now) : dialect_(dialect), now_(now) {
        out_.top = std::numeric_limits<std::int64_t>::max();
    }

    Result<LogFilter> read(const report::Filter& filter) {
        report::Filter usual;
        for (const auto& condition : filter.conditions) {
            if (condition.field == "attribute") {
                STEWARD_CHECK(attribute(condition));
                continue;
            }
            if (condition.field == "id") {
                STEWARD_CHECK(id(condition));
                continue;
            }
            if (condition.field == "time") narrow(out_, condition, now_);
            const bool isText = condition.field == "search" || condition.field == "body";
            if (isText && condition.op == Operator::contains) out_.needles.push_back(condition.values.at(0));
            if (condition.field == "traceId" && condition.op == Operator::equal) out_.ofTrace = true;
            usual.conditions.push_back(condition);
        }
        STEWARD_TRY(auto rest, report::filterToSql(usual, fields(), dialect_, {.now = now_},
                                                   firstParameter + out_.parameters.size()));
        add(rest.text);
        std::ranges::move(rest.parameters, std::back_inserter(out_.parameters));
        return std::move(out_);
    }

private:
    void add(const std::string& condition) { out_.condition += (out_.condition.empty() ? "" : " AND ") + condition; }
    std::string parameter(sql::Value value) {
        out_.parameters.push_back(std::move(value));
        return "?" + std::to_string(firstParameter + out_.parameters.size() - 1);
    }

    Result<> id(const Condition& condition) {
        const auto place = condition.op == Operator::equal ? domain::logPlace(condition.values.at(0)) : std::nullopt;
        if (!place) return fail(report::filterError(condition.valuePosition, "= and the id of a record"));
        out_.bottom = std::max(out_.bottom, *place);
        out_.top = std::min(out_.top, *place + 1);
        return {};
    }

    Result<> attribute(const Condition& condition) {
        const bool isEqual = condition.op == Operator::equal;
        const std::string& text = condition.values.at(0);
        const auto at = text.find('=');
        const std::string name = text.substr(0, at);
        const bool isName = at != std::string::npos && !name.empty() && name.find_first_of("\"\\") == std::string::npos;
        if ((!isEqual && condition.op != Operator::notEqual) || !isName)
            return fail(report::filterError(condition.valuePosition, "= or != and \"name=value\""));
        const std::string value = text.substr(at + 1);
        std::string found;
        if (dialect_ == sql::Dialect::postgres) {
            found = "coalesce(t.attributes::jsonb ->> " + parameter(name) + "::text = " + parameter(value) + ", false)";
        } else {
            // The document's own spelling, so that true is not 1.
            std::string spelled;
            json::appendString(spelled, value);
            found = "coalesce((t.attributes -> " + parameter("$.\"" + name + "\"") + ") IN (" + parameter(spelled) +
                    ", " + parameter(value) + "), FALSE)";
        }
        add(isEqual ? found : "NOT " + found);
        return {};
    }

    sql::Dialect dialect_;
    Time now_;
    LogFilter out_;
};

}  // namespace

Result<LogFilter> readFilter(const std::string& text, sql::Dialect dialect, Time now) {
    STEWARD_TRY(const auto filter, report::parseFilter(text));
    if (!filter.isPlain()) return fail(report::filterError(1, "terms that all hold; logs have no alternatives"));
    return Reader(dialect, now).read(filter);
}

}  // namespace steward::logs
