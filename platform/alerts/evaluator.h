// One node's evaluation of all rules: which values it needs, and what they make of the alerts. Free of I/O; what it
// says has to be stored before the next round, or else everything is defined anew.
//
//   evaluator.define(definitions, active);
//   const auto due = evaluator.due(now);                   // queries
//   evaluator.take(now, due, answers);
//   const Round round = evaluator.evaluate(now);
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "alerts/conditions.h"
#include "alerts/progress.h"

namespace steward::alerts {

struct Definitions {
    std::vector<domain::AlertRule> rules;  // those that are not removed, also what is switched off
    std::vector<domain::Slo> slos;
    std::vector<domain::Silence> silences;
};

// An alert that is pending or firing, with what tells it from others of its rule.
struct ActiveAlert {
    domain::Alert alert;
    std::string seriesKey;
};

struct AlertChange {
    domain::Alert alert;
    std::string seriesKey;
    domain::AlertState from = domain::AlertState::inactive;
    bool isNew = false;
    bool isGone = false;  // was pending and never fired: forgotten
    bool isNews = false;  // another state, or silenced or not any more
    std::string note;     // for the history; empty: the state is the same
};

struct RuleChange {
    std::string id;
    std::string tenantId;
    domain::AlertState state = domain::AlertState::inactive;
    std::int64_t alerts = 0;
    std::string problem;
    bool operator==(const RuleChange&) const = default;
};

struct Round {
    std::vector<AlertChange> alerts;
    std::vector<RuleChange> rules;
    std::int64_t evaluated = 0;
    std::int64_t problems = 0;
};

class Evaluator {
public:
    // Forgets everything but the values that it has of series that are still asked for.
    void define(Definitions definitions, std::vector<ActiveAlert> active);

    struct Due {
        std::size_t window = 0;
        ValueQuery query;
    };
    // A window is read again when a hundredth part of it has passed: a change of an hour counts within the minute,
    // that of three days within three quarters of an hour.
    std::vector<Due> due(Time now) const;
    void take(Time now, const std::vector<Due>& due, std::vector<Found> answers);
    Round evaluate(Time now);

    // Pending and firing, in no order.
    std::vector<domain::Alert> active() const;
    const Definitions& definitions() const { return definitions_; }

private:
    struct Window {
        std::string tenantId;
        std::string series;
        std::vector<domain::LabelMatcher> matchers;
        std::int64_t length = 0;
        std::optional<Time> readAt;
        Found found;
    };
    struct Burn {
        std::size_t longOnes = 0, longTotals = 0, shortOnes = 0, shortTotals = 0;  // windows
    };
    struct Prepared {
        std::size_t window = 0;   // all but burnRate
        std::vector<Burn> burns;  // burnRate: as condition.windows
        const domain::Slo* slo = nullptr;
        std::string problem;  // it cannot be evaluated
        RuleChange told;      // what was said of it last
        Labels labels;        // of the rule
    };
    using Alerts = std::unordered_map<std::string, std::pair<Progress, ActiveAlert>>;  // by seriesKey

    std::size_t windowOf(const std::string& tenantId, const std::string& series,
                         const std::vector<domain::LabelMatcher>& matchers, std::int64_t length,
                         std::map<std::string, Window>& before);
    Prepared prepare(const domain::AlertRule& rule, std::map<std::string, Window>& before);
    void evaluateRule(const domain::AlertRule& rule, Prepared& prepared, Time now, Round& round);
    Judgement judgeBurnOf(const domain::AlertRule& rule, const Prepared& prepared, Time now) const;
    void step(const domain::AlertRule& rule, const Prepared& prepared, const Labels& series, const Judgement& judgement,
              Time now, Round& round);
    void end(std::pair<Progress, ActiveAlert>& entry, Time now, const std::string& note, Round& round);
    std::optional<std::string> silencerOf(const domain::AlertRule& rule, const Labels& labels, Time now) const;

    Definitions definitions_;
    std::vector<Prepared> prepared_;  // as definitions_.rules
    std::vector<Window> windows_;
    std::map<std::string, std::size_t> byKey_;        // of windows
    std::unordered_map<std::string, Alerts> alerts_;  // by rule
    std::vector<std::string> orphans_;                // rules that are not there any more and have alerts
    std::unordered_map<std::string, std::vector<std::size_t>> silences_;  // by tenant
};

}  // namespace steward::alerts
