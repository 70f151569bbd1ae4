// From staging to production with stewardctl, between two real platforms: export, difference, a selection of it as a
// plan, applied with its confirmation, and then no change.
#include <QFile>
#include <QtTest>

#include "base/json.h"
#include "contract/endpoints.h"
#include "recording_relay.h"
#include "stewardctl.h"
#include "tests/support/reply_document.h"
#include "tests/support/stewardd_fixture.h"

using namespace steward;
using test::Ran;
using test::read;
using test::words;

namespace {

const char* const seed = R"(form: 1
tenants:
  tarnwick:
    name: Tarnwick Foods
    plan: team
    region: eu-west
    ownerName: Ada Tarn
    ownerEmail: ada@tarnwick.example
  quillmark:
    name: Quillmark Press
    plan: free
    region: eu-central
    ownerName: Ben Quill
    ownerEmail: ben@quillmark.example
roles:
  Night shift:
    description: Looks after jobs
    permissions: [signedIn, tenantsRead]
  tarnwick/Report desk:
    description: "1e3"
    permissions: [signedIn, reportsRun]
brands:
  tarnwick:
    productName: Tarnwick
    primaryColour: "#2F5BD8"
slos:
  Availability:
    indicator: {kind: errorPercent, series: http.errors, total: http.requests}
    objective: 0.999
alertRules:
  Fast burn:
    severity: critical
    condition:
      kind: burnRate
      slo: Availability
      windows:
        - {longMs: 3600000, shortMs: 300000, factor: 14.4}
  tarnwick/Too many errors:
    condition: {kind: threshold, series: orders.errors, threshold: 5}
alertChannels:
  Pager: {kind: webhook, url: "https:\/\/pager.example/hook"}
)";

QByteArray written(const Ran& ran) {
    return QByteArray::number(ran.code) + "\n" + ran.out + ran.err;
}

#define RAN(ran, wanted) QVERIFY2((ran).code == (wanted), written(ran).constData())
#define SAYS(ran, text) QVERIFY2((ran).out.contains(text) || (ran).err.contains(text), written(ran).constData())

}  // namespace

class PromotionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        staging_.set("environment=staging");
        production_.set("environment=production");
        for (auto* platform : {&staging_, &production_})
            QVERIFY2(platform->start(), platform->log().c_str());
        QFile file(program_.file(QStringLiteral("seed.yaml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(seed);
        file.close();
    }

    void aDocumentMakesTwoPlatformsTheSame() {
        for (auto* platform : {&staging_, &production_}) {
            applyPlan(*platform, "plan -f seed.yaml", 0);
            const auto again = run(*platform, "plan -f seed.yaml");
            RAN(again, 0);
            QCOMPARE(again.out, QByteArray("no change\n"));
        }
        QVERIFY(tenant(staging_).id != tenant(production_).id);
        RAN(run(staging_, "config export -o staging.yaml"), 0);
        const auto same = run(production_, "diff staging.yaml");
        RAN(same, 0);
        QCOMPARE(same.out, QByteArray("no change\n"));
        QCOMPARE(run(production_, "config export").out, contents("staging.yaml"));
        QCOMPARE(run(production_, "config export --format json").out, run(staging_, "config export --format json").out);
    }

    void whatChangedInStagingIsShown() {
        applyPlan(staging_, "plan change --filter slug=tarnwick --patch plan=scale --patch addTag=promoted", 0);
        QFile file(program_.file(QStringLiteral("more.yaml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            "form: 1\nroles:\n  tarnwick/Report desk: {description: New, permissions: [signedIn, tenantsRead]}\n"
            "  Second shift: {description: New, permissions: [signedIn]}\n"
            "brands:\n  tarnwick: {headline: Everything fresh}\n");
        file.close();
        applyPlan(staging_, "plan -f more.yaml", 0);
        RAN(run(staging_, "config export -o staging.yaml"), 0);
        RAN(run(staging_, "config export -o staging.json"), 0);
        RAN(run(staging_, "diff staging.yaml staging.json"), 0);
        RAN(run(production_, "config export -o production.yaml"), 0);
        const auto different = run(production_, "diff production.yaml staging.yaml");
        RAN(different, 1);
        for (const char* text : {"~ tenant tarnwick", "team → scale", "+ role Second shift",
                                 "~ role tarnwick/Report desk", "~ brand tarnwick", "1 added, 0 removed, 3 changed"})
            SAYS(different, text);
        QVERIFY(!different.out.contains("ten_"));
        const auto asJson = json::parse(run(production_, "diff --json production.yaml staging.yaml").out.toStdString());
        QCOMPARE(asJson->at("entries").as_array().size(), std::size_t(4));
        RAN(run(production_, "diff production.yaml nothing.yaml"), 2);
    }

    void aDryRunSendsNothingThatChanges() {
        test::RecordingRelay relay(production_.port());
        const auto through = [&](const char* line) {
            return program_.run(relay.url(), QByteArray::fromStdString(production_.token()), words(line));
        };
        const auto entries = auditEntries();
        const auto ran = through("plan -f staging.yaml --dry-run");
        RAN(ran, 0);
        SAYS(ran, "team → scale");
        RAN(through("plan suspend --filter slug=tarnwick --dry-run"), 0);
        RAN(through("--dry-run call createTenant name=X slug=x"), 0);
        QVERIFY(relay.methods.size() >= 3);
        QCOMPARE(relay.methods.count(QStringLiteral("GET")), relay.methods.size());
        QCOMPARE(tenant(production_).plan, domain::SubscriptionPlan::team);
        QCOMPARE(auditEntries(), entries);
    }

    void aSelectionIsPromotedWithItsConfirmation() {
        const auto before = tenant(production_);
        const auto computed = run(production_, "plan -f staging.yaml --only tenant:tarnwick --json");
        RAN(computed, 0);
        const auto plan =
            json::read<domain::Plan>(json::write(json::parse(computed.out.toStdString()).value().at("plan")));
        QVERIFY(plan.has_value());
        QCOMPARE(plan->counts.selected, std::int64_t(1));
        QCOMPARE(plan->confirmation, std::string("apply 1 in production"));
        const QStringList apply{QStringLiteral("apply"), QString::fromStdString(plan->id)};
        const QStringList confirmed =
            apply + QStringList{QStringLiteral("--confirm"), QString::fromStdString(plan->confirmation)};

        const auto unconfirmed = run(production_, apply);
        RAN(unconfirmed, 2);
        SAYS(unconfirmed, "apply 1 in production");
        RAN(run(production_, confirmed), 1);  // and a reason
        QCOMPARE(tenant(production_), before);

        RAN(run(production_, confirmed + words("--reason Quarterly")), 0);
        const auto after = tenant(production_);
        QCOMPARE(after.plan, domain::SubscriptionPlan::scale);
        QCOMPARE(after.tags, std::vector<std::string>{"promoted"});
        QCOMPARE(after.id, before.id);
        for (const char* line :
             {"diff staging.yaml --only tenant:tarnwick", "plan -f staging.yaml --only tenant:tarnwick"}) {
            const auto same = run(production_, line);
            RAN(same, 0);
            QCOMPARE(same.out, QByteArray("no change\n"));
        }
        RAN(run(production_, "diff staging.yaml"), 1);
    }

    void theRestFollowsAndCanBeTakenBack() {
        const auto batch = applyPlan(production_, "plan -f staging.yaml", 0);
        QCOMPARE(run(production_, "plan -f staging.yaml").out, QByteArray("no change\n"));
        const auto same = run(production_, {QStringLiteral("diff"), QStringLiteral("staging.yaml"),
                                            QString::fromStdString(production_.url())});
        RAN(same, 0);
        QCOMPARE(same.out, QByteArray("no change\n"));

        // A role that was created stays; what was changed is as it was.
        applyPlan(production_, ("revert --batch " + batch).c_str(), 1);
        const auto different = run(production_, "diff staging.yaml");
        RAN(different, 1);
        SAYS(different, "~ role tarnwick/Report desk");
        SAYS(different, "~ brand tarnwick");
        SAYS(different, "0 added, 0 removed, 2 changed");
    }

    void aTenantAndItsBrandAreTakenBackTogether() {
        RAN(run(staging_, "config export -o before.yaml"), 0);
        QFile file(program_.file(QStringLiteral("both.yaml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("form: 1\ntenants:\n  tarnwick: {billingInterval: yearly}\nbrands:\n  tarnwick: {headline: Both}\n");
        file.close();
        const auto batch = applyPlan(staging_, "plan -f both.yaml", 0);
        RAN(run(staging_, "diff before.yaml"), 1);
        applyPlan(staging_, ("revert --batch " + batch).c_str(), 0);
        RAN(run(staging_, "diff before.yaml"), 0);
    }

    void termsOfPlansArePromoted() {
        QByteArray text = contents("staging.yaml");
        QVERIFY(text.contains("  team:\n    seats: 50\n"));
        text.replace("  team:\n    seats: 50\n", "  team:\n    seats: 60\n");
        QFile file(program_.file(QStringLiteral("newer.yaml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        applyPlan(production_, "plan -f newer.yaml --only plan:team", 0);
        RAN(run(production_, "diff newer.yaml --only plan:team"), 0);
        const auto different = run(production_, "diff staging.yaml --only plan:team");
        RAN(different, 1);
        SAYS(different, "50 → 60");
        const auto dry = run(production_, "plan change --filter slug=quillmark --patch plan=team --dry-run");
        RAN(dry, 0);
        SAYS(dry, "5 → 60");
    }

private:
    Ran run(const test::StewarddFixture& platform, const QStringList& arguments) const {
        return program_.run(QString::fromStdString(platform.url()), QByteArray::fromStdString(platform.token()),
                            arguments);
    }
    Ran run(const test::StewarddFixture& platform, const char* line) const { return run(platform, words(line)); }

    // Computes and applies; the batch. `leftOut`: how many of the plan stay as they are.
    std::string applyPlan(const test::StewarddFixture& platform, const char* line, std::int64_t leftOut) const {
        const auto computed = run(platform, words(line) + words("--json"));
        const auto document = json::parse(computed.out.toStdString());
        if (computed.code != 0 || !document) {
            qWarning("%s: %s", line, written(computed).constData());
            return {};
        }
        const auto plan = json::fromValue<domain::Plan>(document->at("plan")).value();
        if (plan.counts.excluded != leftOut) qWarning("%s: %s", line, computed.out.constData());
        QStringList apply{QStringLiteral("apply"), QString::fromStdString(plan.id), QStringLiteral("--json"),
                          QStringLiteral("--reason"), QStringLiteral("Promotion")};
        if (!plan.confirmation.empty())
            apply << QStringLiteral("--confirm") << QString::fromStdString(plan.confirmation);
        const auto applied = run(platform, apply);
        if (applied.code != 0) qWarning("%s: %s", line, written(applied).constData());
        const auto done = json::parse(applied.out.toStdString());
        return done ? json::fromValue<domain::Batch>(done->at("batch")).value().id : std::string();
    }

    domain::Tenant tenant(const test::StewarddFixture& platform) const {
        const auto page =
            read<contract::Page<domain::Tenant>>(platform.ask({.target = "/v1/tenants?filter=slug%3Dtarnwick"}));
        return page.items.empty() ? domain::Tenant{} : page.items.front();
    }
    // Of production.
    std::int64_t auditEntries() const {
        return read<contract::Page<domain::AuditEntry>>(production_.ask({.target = "/v1/audit?limit=1"})).total;
    }
    QByteArray contents(const char* name) const {
        QFile file(program_.file(QLatin1String(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    test::StewarddFixture staging_;
    test::StewarddFixture production_;
    test::Stewardctl program_;
};

QTEST_GUILESS_MAIN(PromotionTest)
#include "promotion_test.moc"
