// Scheduled reports through the API of a real stewardd: made by plans, run in the name of their owners, delivered by
// e-mail, to a folder and to a store that verifies signatures by itself; delivered again to one alone; linked where
// they are large.
#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QProcess>
#include <QtTest>
#include <fstream>
#include <iterator>

#include "base/json.h"
#include "contract/endpoints.h"
#include "contract/problem.h"
#include "report/manifest.h"
#include "tests/alerts/receiver.h"
#include "tests/support/mail_server.h"
#include "tests/support/reply_document.h"
#include "tests/support/sign_in.h"
#include "tests/support/stewardd_fixture.h"

using namespace steward;
using domain::DeliveryState;
using domain::ReportRun;
using domain::ReportRunState;
using domain::ReportSchedule;
using test::read;
using test::Reply;

namespace {

std::string spell(json::Object object) {
    return json::write(json::Value(std::move(object)));
}

std::string encoded(const std::string& text) {
    return QUrl::toPercentEncoding(QString::fromStdString(text)).toStdString();
}

constexpr const char* bucketSecret = "s3cr3t/of+the=bucket";

QByteArray hmac(const QByteArray& key, const QByteArray& text) {
    return QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha256);
}

QByteArray sha256(const QByteArray& text) {
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex();
}

// As a store does it: from the request as it came, with the secret that it knows. 403 unless all of it fits.
int verified(const test::Received& request) {
    const auto line = QByteArray::fromStdString(request.line).split(' ');
    const QByteArray authorization = QByteArray::fromStdString(request.header("authorization"));
    const auto part = [&](const char* name) {
        const auto from = authorization.indexOf(name) + qsizetype(qstrlen(name));
        const auto to = authorization.indexOf(',', from);
        return authorization.mid(from, to < 0 ? -1 : to - from);
    };
    const auto scope = part("Credential=").split('/');
    if (line.value(0) != "PUT" || scope.size() != 5 || scope[0] != "AKIATEST" || scope[2] != "eu-central-1") return 403;
    const QByteArray hash = sha256(QByteArray::fromStdString(request.body));
    if (QByteArray::fromStdString(request.header("x-amz-content-sha256")) != hash) return 403;
    QByteArray canonical = "PUT\n" + line.value(1) + "\n\n";
    const QByteArray names = part("SignedHeaders=");
    for (const QByteArray& name : names.split(';'))
        canonical += name + ':' + QByteArray::fromStdString(request.header(name.toStdString())) + '\n';
    canonical += '\n' + names + '\n' + hash;
    const QByteArray time = QByteArray::fromStdString(request.header("x-amz-date"));
    const QByteArray toSign = "AWS4-HMAC-SHA256\n" + time + '\n' + scope.mid(1).join('/') + '\n' + sha256(canonical);
    QByteArray key = hmac(QByteArray("AWS4") + bucketSecret, time.left(8));
    for (int i = 2; i < 5; ++i)
        key = hmac(key, scope[i]);
    return hmac(key, toSign).toHex() == part("Signature=") ? 200 : 403;
}

}  // namespace

class SchedulesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY2(platform_.loadDemo(60), platform_.log().c_str());
        QVERIFY(mails_.start());
        store_.decide(&verified);
        std::filesystem::create_directories(folder());
        platform_.set("mail.url=" + mails_.url());
        platform_.set("mail.from=steward@platform.example");
        platform_.set("mail.tls=none");
        platform_.set("schedules.folder=" + folder().string());
        platform_.set("schedules.intervalMs=200");
        platform_.set("schedules.firstRetryMs=100");
        platform_.set("schedules.mostAttachmentKilobytes=1");
        platform_.set("reports.mostRows=1000");
        QVERIFY2(platform_.start(), platform_.log().c_str());
        const auto tenant = items<domain::Tenant>("/v1/tenants?filter=slug%3Dtarnwick").at(0);
        tenantId_ = tenant.id;
        owner_ = test::signIn(platform_.port(), tenant.slug, tenant.ownerEmail).token;
        QVERIFY(!owner_.empty());
        small_ = report("By plan",
                        "{\"version\":2,\"name\":\"By plan\",\"dataset\":\"tenants\",\"rows\":[{\"field\":\"plan\"}],"
                        "\"measures\":[{\"field\":\"\",\"aggregate\":\"count\"}]}");
        large_ =
            report("All tenants",
                   "{\"version\":2,\"name\":\"All tenants\",\"dataset\":\"tenants\",\"rows\":[{\"field\":\"name\"}],"
                   "\"measures\":[{\"field\":\"mrr\",\"aggregate\":\"sum\"}]}");
    }

    void aReportReachesPeopleFolderAndBucket() {
        make({{"name", "Everywhere"},
              {"reportId", small_},
              {"calendar", json::Object{{"repeat", "weekdays"}, {"at", "08:30"}, {"timeZone", "Europe/Berlin"}}},
              {"deliveries", json::Array{to("email", "ines@tarnwick.example"), to("folder", "finance/daily"),
                                         to("bucket", "reports/")}},
              {"bucket", json::Object{{"endpoint", store_.url("")},
                                      {"region", "eu-central-1"},
                                      {"bucket", "steward"},
                                      {"accessKey", "AKIATEST"}}}});
        auto schedule = called("Everywhere");
        QCOMPARE(schedule.reportName, std::string("By plan"));
        QVERIFY(schedule.nextAt && *schedule.nextAt > SystemClock().now());
        QVERIFY(!schedule.ownerName.empty() && !schedule.hasSecret);
        // The bucket has no secret yet: the others got it.
        auto run = finished(runNow(schedule.id));
        QCOMPARE(run.state, ReportRunState::partlyDelivered);
        QCOMPARE(run.deliveries.at(2).state, DeliveryState::failed);
        QCOMPARE(run.deliveries.at(2).detail, std::string("The secret of the bucket is not set."));
        QCOMPARE(run.startedBy, domain::RunStart::person);
        // Its owner is told.
        const auto secret =
            send("PUT", "/v1/report-schedules/" + schedule.id + "/secret", spell({{"secret", bucketSecret}}));
        QVERIFY2(secret.status == 200 && secret.body.find(bucketSecret) == std::string::npos, secret.body.c_str());
        QVERIFY(called("Everywhere").hasSecret);
        // The one that failed, alone.
        const auto asked = send("POST", "/v1/report-runs/" + run.id + "/resend", spell({{"position", 2}}));
        QVERIFY2(asked.status == 200, asked.body.c_str());
        run = finished(run);
        QVERIFY2(run.state == ReportRunState::delivered, run.reason.c_str());
        QCOMPARE(run.deliveries.at(0).attempts, 1);
        QCOMPARE(run.deliveries.at(1).attempts, 1);
        QCOMPARE(run.deliveries.at(2).attempts, 1);
        const auto objects = store_.received();
        QCOMPARE(objects.size(), std::size_t(2));
        QVERIFY2(objects[1].line.starts_with("PUT /steward/reports/By%20plan%20"), objects[1].line.c_str());

        QCOMPARE(run.files.size(), std::size_t(1));
        const auto& made = run.files.front();
        const auto file = folder() / "platform" / "finance" / "daily" / made.name;
        const auto manifest = report::verify(file);
        QVERIFY2(manifest, manifest ? "" : manifest.error().message.c_str());
        QCOMPARE(manifest->sha256, made.sha256);
        QCOMPARE(manifest->rowsWritten, made.rowsWritten);
        QCOMPARE(wholeFile(file), objects[1].body);
        const auto mail = mailTo("ines@tarnwick.example", 0);
        QVERIFY(mail);
        QCOMPARE(mail->subject, std::string("Everywhere"));
        QCOMPARE(mail->attachments.size(), std::size_t(2));
        QCOMPARE(mail->attachments[0].name, made.name);
        QCOMPARE(mail->attachments[0].content, objects[1].body);
        QVERIFY(mail->defects.empty() && mail->text.find(made.sha256) != std::string::npos);
        const auto me = read<contract::Me>(get("/v1/me"));
        const auto told = mailTo(me.principal.email, 0);
        QVERIFY(told && told->subject == "Not delivered to all: Everywhere");
        // What was asked by hand is in the audit log.
        QCOMPARE(items<domain::AuditEntry>(
                     "/v1/audit?filter=" +
                     encoded("entityId=" + schedule.id +
                             ";action in (reportSchedule.run,reportSchedule.resend,reportSchedule.setSecret)"))
                     .size(),
                 std::size_t(3));
        QCOMPARE(called("Everywhere").last->state, ReportRunState::delivered);
    }

    void aLargeReportIsALinkThatCanBeTakenBack() {
        make({{"name", "Linked"}, {"reportId", large_}, {"deliveries", json::Array{to("email", "ada@else.example")}}});
        const auto run = finished(runNow(called("Linked").id));
        QVERIFY2(run.state == ReportRunState::delivered, run.reason.c_str());
        const auto& made = run.files.at(0);
        QVERIFY2(made.bytes > 1024, std::to_string(made.bytes).c_str());
        QVERIFY(run.deliveries.at(0).linked && run.keptUntil);
        const auto mail = mailTo("ada@else.example", 0);
        QVERIFY(mail && mail->attachments.empty());
        const std::string link = mail->link();
        QVERIFY2(link.starts_with("/v1/report-results/" + run.id), mail->text.c_str());
        const auto file = platform_.ask({.target = link, .token = "-"});
        QCOMPARE(file.status, 200);
        QCOMPARE(std::int64_t(file.body.size()), made.bytes);
        QCOMPARE(sha256(QByteArray::fromStdString(file.body)).toStdString(), made.sha256);
        QVERIFY(file.header("Content-Disposition").find("All%20tenants") != std::string::npos);
        std::string forged = link;
        forged.back() = forged.back() == 'A' ? 'B' : 'A';
        QCOMPARE(platform_.ask({.target = forged, .token = "-"}).status, 403);
        forged = link;
        forged.replace(forged.find("expires=") + 8, 1, "9");
        QCOMPARE(platform_.ask({.target = forged, .token = "-"}).status, 403);
        // Whoever is not among the recipients any more has no link, either.
        change("Linked", {{"deliveries", json::Array{to("email", "bo@else.example")}}});
        QCOMPARE(platform_.ask({.target = link, .token = "-"}).status, 410);
        QCOMPARE(send("POST", "/v1/report-runs/" + run.id + "/resend", spell({{"position", 0}})).status, 409);
    }

    void aMailServerThatIsAwayIsTriedAgain() {
        make({{"name", "Patient"},
              {"reportId", small_},
              {"deliveries", json::Array{to("email", "busy@else.example"), to("email", "refused@else.example"),
                                         to("email", "cleo@else.example")}}});
        const auto run = finished(runNow(called("Patient").id));
        QCOMPARE(run.state, ReportRunState::partlyDelivered);
        QCOMPARE(run.deliveries.at(0).state, DeliveryState::failed);
        QCOMPARE(run.deliveries.at(0).attempts, 5);  // busy may pass
        QCOMPARE(run.deliveries.at(1).attempts, 1);  // refused for good
        QCOMPARE(run.deliveries.at(2).state, DeliveryState::delivered);
        QCOMPARE(run.deliveries.at(2).attempts, 1);
        QVERIFY(run.reason.find("busy@else.example") != std::string::npos);
    }

    // By a program of its own, with the chart and the name of the tenant's brand.
    void aReportGoesOutOnPaper() {
        const auto saved = read<contract::SavedReport>(
            send("POST", "/v1/reports",
                 "{\"definition\":{\"version\":2,\"name\":\"Seats by plan\",\"dataset\":\"subscriptions\",\"rows\":"
                 "[{\"field\":\"plan\"}],\"measures\":[{\"field\":\"paidSeats\",\"aggregate\":\"sum\"}]}}",
                 owner_));
        const json::Array folders{to("folder", "paper")};
        make({{"name", "Paper"}, {"reportId", saved.id}, {"formats", json::Array{"pdf"}}, {"deliveries", folders}},
             owner_);
        const auto run = finished(runNow(called("Paper", owner_).id, owner_), owner_);
        QVERIFY2(run.state == ReportRunState::delivered, run.reason.c_str());
        const auto& made = run.files.at(0);
        QVERIFY2(made.name.ends_with(".pdf"), made.name.c_str());
        const auto file = folder() / tenantId_ / "paper" / made.name;
        const auto manifest = report::verify(file);
        QVERIFY2(manifest, manifest ? "" : manifest.error().message.c_str());
        QCOMPARE(manifest->format, report::Format::pdf);
        QCOMPARE(manifest->source, std::string("platform"));
        QCOMPARE(manifest->sha256, made.sha256);
        QCOMPARE(manifest->rowsWritten, made.rowsWritten);
        QVERIFY(made.rowsWritten > 0 && manifest->complete);
        QProcess reader;
        reader.start(QStringLiteral("pdftotext"),
                     {QStringLiteral("-layout"), QString::fromStdString(file.string()), QStringLiteral("-")});
        QVERIFY(reader.waitForFinished());
        const auto text = QString::fromUtf8(reader.readAllStandardOutput());
        for (const auto* words : {"Seats by plan", "Tarnwick", "Page 1 of 1", "Sum of Paid seats"})
            QVERIFY2(text.contains(QLatin1String(words)), qPrintable(text));
        // Nothing of its making stays.
        for (const auto& entry : std::filesystem::recursive_directory_iterator(platform_.folder()))
            QVERIFY2(entry.path().filename() != "request.json", entry.path().c_str());
        const auto rows = plan("create", {},
                               {{"name", "Rows"},
                                {"reportId", saved.id},
                                {"formats", json::Array{"csv", "pdf"}},
                                {"underlying", true},
                                {"deliveries", folders}},
                               owner_);
        QCOMPARE(rows.counts.willChange, 0);
    }

    // One result in each format: to a mail as links where they are too large together, to a folder as files.
    void aReportGoesOutInSeveralFormats() {
        make({{"name", "Both"},
              {"reportId", large_},
              {"formats", json::Array{"xlsx", "csv"}},
              {"deliveries", json::Array{to("email", "both@else.example"), to("folder", "both")}}});
        const auto schedule = called("Both");
        QCOMPARE(schedule.formats, (std::vector{domain::ReportFormat::xlsx, domain::ReportFormat::csv}));
        const auto run = finished(runNow(schedule.id));
        QVERIFY2(run.state == ReportRunState::delivered, run.reason.c_str());
        QCOMPARE(run.files.size(), std::size_t(2));
        const auto mail = mailTo("both@else.example", 0);
        QVERIFY(mail && mail->attachments.empty());
        std::vector<report::Manifest> manifests;
        for (std::size_t i = 0; i < 2; ++i) {
            const auto& made = run.files[i];
            QCOMPARE(made.format, schedule.formats[i]);
            const auto file = folder() / "platform" / "both" / made.name;
            const auto manifest = report::verify(file);
            QVERIFY2(manifest, manifest ? "" : manifest.error().message.c_str());
            QCOMPARE(manifest->sha256, made.sha256);
            manifests.push_back(*manifest);
            const std::string number = "&file=" + std::to_string(i);
            const auto at = mail->text.find(number);
            QVERIFY2(at != std::string::npos, mail->text.c_str());
            const auto from = mail->text.rfind("/v1/report-results/", at);
            const auto link = mail->text.substr(from, mail->text.find_first_of("\r\n", at) - from);
            const auto reply = platform_.ask({.target = link, .token = "-"});
            QCOMPARE(reply.status, 200);
            QCOMPARE(sha256(QByteArray::fromStdString(reply.body)).toStdString(), made.sha256);
            // The link of one file is none of another.
            std::string other = link;
            other.replace(other.find(number), number.size(), "&file=" + std::to_string(1 - i));
            QCOMPARE(platform_.ask({.target = other, .token = "-"}).status, 403);
        }
        QCOMPARE(manifests[0].dataAsOf, manifests[1].dataAsOf);
        QCOMPARE(manifests[0].rowsScanned, manifests[1].rowsScanned);
        const auto twice = plan("create", {},
                                {{"name", "Twice"},
                                 {"reportId", large_},
                                 {"formats", json::Array{"csv", "csv"}},
                                 {"deliveries", json::Array{to("folder", "twice")}}});
        QCOMPARE(twice.counts.willChange, 0);
        QCOMPARE(items<ReportSchedule>("/v1/report-schedules?filter=" + encoded("formats~xlsx")).size(),
                 std::size_t(1));
    }

    // The rows themselves, read once, too.
    void rowsGoOutInSeveralFormats() {
        make({{"name", "Rows in both"},
              {"reportId", large_},
              {"underlying", true},
              {"formats", json::Array{"csv", "json"}},
              {"deliveries", json::Array{to("folder", "rows")}}});
        const auto run = finished(runNow(called("Rows in both").id));
        QVERIFY2(run.state == ReportRunState::delivered, run.reason.c_str());
        QCOMPARE(run.files.size(), std::size_t(2));
        QCOMPARE(run.files[0].rowsWritten, run.files[1].rowsWritten);
        QVERIFY(run.files[0].rowsWritten > 50);
        for (const auto& made : run.files)
            QVERIFY(report::verify(folder() / "platform" / "rows" / made.name).has_value());
    }

    void onlyACompleteResultIsSentWhereThatIsAskedFor() {
        const auto shortened =
            report("Two tenants",
                   "{\"version\":2,\"name\":\"Two tenants\",\"dataset\":\"tenants\",\"rows\":[{\"field\":\"name\"}],"
                   "\"measures\":[{\"field\":\"mrr\",\"aggregate\":\"sum\"}],\"limit\":2}");
        for (const bool only : {true, false}) {
            const std::string name = only ? "Whole" : "Shortened";
            make({{"name", name},
                  {"reportId", shortened},
                  {"completeOnly", only},
                  {"deliveries", json::Array{to("folder", "limits")}}});
            const auto run = finished(runNow(called(name).id));
            QCOMPARE(run.state, only ? ReportRunState::failed : ReportRunState::delivered);
            if (only) QVERIFY2(run.reason.find("not complete") != std::string::npos, run.reason.c_str());
        }
    }

    // Whoever writes reports: an analyst, who plans nothing else.
    void analystsScheduleTheirReports() {
        const auto people = items<domain::User>("/v1/users?limit=1&filter=" +
                                                encoded("status=active;role=analyst;tenantId=" + tenantId_));
        const std::string analyst = test::signIn(platform_.port(), "tarnwick", people.at(0).email).token;
        QVERIFY(!analyst.empty());
        const auto saved = read<contract::SavedReport>(
            send("POST", "/v1/reports",
                 "{\"definition\":{\"version\":2,\"name\":\"Plans\",\"dataset\":\"subscriptions\",\"rows\":[{\"field\":"
                 "\"plan\"}],\"measures\":[{\"field\":\"\",\"aggregate\":\"count\"}]}}",
                 analyst));
        make({{"name", "Hers"}, {"reportId", saved.id}, {"deliveries", json::Array{to("folder", "hers")}}}, analyst);
        const auto schedule = called("Hers", analyst);
        QCOMPARE(schedule.ownerName, people.at(0).name);
        const auto run = finished(runNow(schedule.id, analyst), analyst);
        QVERIFY2(run.state == ReportRunState::delivered, run.reason.c_str());

        const auto asked = [&](const std::string& token) {
            return send("POST", "/v1/plans",
                        spell({{"entity", "user"},
                               {"operation", "suspend"},
                               {"selection", json::Object{{"filter", "role=viewer"}}}}),
                        token);
        };
        QCOMPARE(asked(analyst).status, 403);
        const auto foreign = read<domain::Plan>(asked(owner_));
        for (const auto* path : {"", "/changes"}) {
            QCOMPARE(get("/v1/plans/" + foreign.id + path, analyst).status, 404);
            QCOMPARE(get("/v1/plans/" + foreign.id + path, owner_).status, 200);
        }
        for (const auto* act : {"/recalculate", "/apply"})
            QCOMPARE(send("POST", "/v1/plans/" + foreign.id + act, "{}", analyst).status, 404);
        json::Object body{{"reason", "a test"}};
        if (!foreign.confirmation.empty()) body["confirmation"] = foreign.confirmation;
        const auto batch =
            read<domain::Batch>(send("POST", "/v1/plans/" + foreign.id + "/apply", spell(std::move(body)), owner_));
        QVERIFY(!batch.id.empty());
        for (const auto* path : {"", "/results"})
            QCOMPARE(get("/v1/batches/" + batch.id + path, analyst).status, 404);
        QCOMPARE(send("POST", "/v1/batches/" + batch.id + "/retry", "{}", analyst).status, 404);
    }

    void whatCannotBeIsRefusedByThePlan() {
        const auto refused = [&](json::Object patch) {
            const auto made = plan("create", {}, std::move(patch));
            const auto changes = items<domain::PlanChange>("/v1/plans/" + made.id + "/changes");
            return QString::fromStdString(changes.empty() ? std::string() : changes.at(0).detail);
        };
        const json::Array someone{to("email", "ines@tarnwick.example")};
        QVERIFY(refused({{"name", "A"}, {"reportId", small_}, {"deliveries", json::Array{}}}).contains(u"1 to 20"));
        QVERIFY(
            refused({{"name", "A"}, {"reportId", "rep_none"}, {"deliveries", someone}}).contains(u"no such report"));
        QVERIFY(refused({{"name", "A"}, {"reportId", small_}, {"deliveries", json::Array{to("folder", "../etc")}}})
                    .contains(u"folders below"));
        QVERIFY(refused({{"name", "A"},
                         {"reportId", small_},
                         {"deliveries", someone},
                         {"calendar", json::Object{{"timeZone", "Mars/Olympus"}}}})
                    .contains(u"time zone"));
    }

    void aTenantsScheduleReadsItsTenantAlone() {
        const auto saved = read<contract::SavedReport>(
            send("POST", "/v1/reports",
                 "{\"definition\":{\"version\":2,\"name\":\"Own people\",\"dataset\":\"users\",\"rows\":[{\"field\":"
                 "\"email\"}],\"measures\":[{\"field\":\"\",\"aggregate\":\"count\"}]}}",
                 owner_));
        make({{"name", "Own"}, {"reportId", saved.id}, {"deliveries", json::Array{to("folder", "own")}}}, owner_);
        const auto schedule = called("Own", owner_);
        QCOMPARE(schedule.tenantId, tenantId_);
        const auto run = finished(runNow(schedule.id, owner_), owner_);
        QVERIFY2(run.state == ReportRunState::delivered, run.reason.c_str());
        const auto text = wholeFile(folder() / tenantId_ / "own" / run.files.at(0).name);
        QVERIFY(text.find("@tarnwick") != std::string::npos);
        const auto people = read<contract::Page<domain::User>>(get("/v1/users?limit=1", owner_)).total;
        QCOMPARE(run.files.at(0).rowsWritten, people);
        // A store in the platform's own network is not for tenants, nor is a report of somebody else's.
        const auto made = plan(
            "create", {},
            {{"name", "Inside"},
             {"reportId", saved.id},
             {"deliveries", json::Array{to("bucket", "")}},
             {"bucket", json::Object{{"endpoint", store_.url("")}, {"bucket", "steward"}, {"accessKey", "AKIATEST"}}}},
            owner_);
        QCOMPARE(made.counts.willChange, 0);
        QCOMPARE(
            plan("create", {},
                 {{"name", "Foreign"}, {"reportId", small_}, {"deliveries", json::Array{to("folder", "x")}}}, owner_)
                .counts.willChange,
            0);
        QCOMPARE(get("/v1/report-schedules/" + called("Everywhere").id, owner_).status, 404);
    }

    void aReportThatIsNotSharedIsNotScheduled() {
        const auto admins =
            items<domain::User>("/v1/users?filter=" + encoded("tenantId=" + tenantId_ + ";role=admin;status=active"));
        QVERIFY(!admins.empty());
        const auto admin = test::signIn(platform_.port(), "tarnwick", admins.front().email).token;
        QVERIFY(!admin.empty());
        const auto saved = read<contract::SavedReport>(send(
            "POST", "/v1/reports",
            "{\"definition\":{\"version\":2,\"name\":\"Mine\",\"dataset\":\"tenants\",\"rows\":[{\"field\":\"plan\"}],"
            "\"measures\":[{\"field\":\"\",\"aggregate\":\"count\"}]},\"sharing\":{\"viewers\":[\"owner\"]}}",
            owner_));
        const json::Object wanted{
            {"name", "Theirs"}, {"reportId", saved.id}, {"deliveries", json::Array{to("folder", "theirs")}}};
        QCOMPARE(plan("create", {}, wanted, admin).counts.willChange, 0);
        QCOMPARE(plan("create", {}, wanted, owner_).counts.willChange, 1);
    }

    void whatIsTooMuchIsRefusedBeforeItStartsAndSaysHowToNarrow() {
        const auto reply = send(
            "POST", "/v1/reports/run",
            "{\"definition\":{\"version\":2,\"name\":\"Usage\",\"dataset\":\"usage\",\"rows\":[{\"field\":\"day\"}],"
            "\"measures\":[{\"field\":\"quantity\",\"aggregate\":\"sum\"}]},\"underlying\":true}");
        QCOMPARE(reply.status, 413);
        QVERIFY2(reply.body.find("Narrow it") != std::string::npos, reply.body.c_str());
    }

private:
    std::filesystem::path folder() const { return platform_.folder() / "deliveries"; }
    static json::Object to(const char* kind, const std::string& to) { return {{"kind", kind}, {"to", to}}; }
    static std::string wholeFile(const std::filesystem::path& path) {
        std::ifstream in(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    Reply get(const std::string& target, const std::string& token = {}) {
        return platform_.ask({.target = target, .token = token});
    }
    Reply send(const char* method, const std::string& target, const std::string& body, const std::string& token = {}) {
        return platform_.ask({.method = method, .target = target, .body = body, .token = token});
    }
    template <class T>
    std::vector<T> items(const std::string& target, const std::string& token = {}) {
        return read<contract::Page<T>>(get(target, token)).items;
    }
    std::string report(const char*, const std::string& definition) {
        return read<contract::SavedReport>(send("POST", "/v1/reports", "{\"definition\":" + definition + "}")).id;
    }
    ReportSchedule called(const std::string& name, const std::string& token = {}) {
        const auto found =
            items<ReportSchedule>("/v1/report-schedules?filter=" + encoded("name=\"" + name + "\""), token);
        return found.empty() ? ReportSchedule{} : found.front();
    }
    ReportRun runNow(const std::string& id, const std::string& token = {}) {
        const auto reply = send("POST", "/v1/report-schedules/" + id + "/run", "", token);
        if (reply.status >= 300) qWarning("%s", reply.body.c_str());
        return read<ReportRun>(reply);
    }
    ReportRun finished(ReportRun run, const std::string& token = {}) {
        for (int i = 0; i < 1500; ++i) {
            run = read<ReportRun>(get("/v1/report-runs/" + run.id, token));
            if (run.state != ReportRunState::running && run.state != ReportRunState::waiting) break;
            QTest::qWait(20);
        }
        return run;
    }
    std::optional<test::ReceivedMail> mailTo(const std::string& address, std::size_t number) {
        for (int i = 0; i < 500; ++i) {
            std::size_t seen = 0;
            for (const auto& mail : mails_.mails())
                if (mail.recipients == std::vector{address} && seen++ == number) return mail;
            QTest::qWait(20);
        }
        return std::nullopt;
    }
    domain::Plan plan(const char* operation, json::Object selection, json::Object patch,
                      const std::string& token = {}) {
        json::Object request{
            {"entity", "reportSchedule"}, {"operation", operation}, {"selection", std::move(selection)}};
        if (!patch.empty()) request["patch"] = std::move(patch);
        const auto reply = send("POST", "/v1/plans", spell(std::move(request)), token);
        if (reply.status >= 300) qWarning("%s", reply.body.c_str());
        return read<domain::Plan>(reply);
    }
    void apply(const domain::Plan& plan, const std::string& token = {}) {
        if (plan.counts.willChange != 1) qWarning("%s", get("/v1/plans/" + plan.id + "/changes", token).body.c_str());
        json::Object body;
        if (!plan.confirmation.empty()) body["confirmation"] = plan.confirmation;
        auto batch =
            read<domain::Batch>(send("POST", "/v1/plans/" + plan.id + "/apply", spell(std::move(body)), token));
        for (int i = 0; i < 2000 && !batch.finishedAt; ++i) {
            QTest::qWait(5);
            batch = read<domain::Batch>(get("/v1/batches/" + batch.id, token));
        }
        if (batch.state != domain::BatchState::succeeded)
            qWarning("%s", get("/v1/batches/" + batch.id + "/results", token).body.c_str());
    }
    void make(json::Object patch, const std::string& token = {}) {
        apply(plan("create", {}, std::move(patch), token), token);
    }
    void change(const std::string& name, json::Object patch) {
        apply(plan("change", {{"ids", json::Array{called(name).id}}}, std::move(patch)));
    }

    test::Receiver store_;
    test::MailServer mails_;
    test::StewarddFixture platform_;
    std::string tenantId_, owner_, small_, large_;
};

QTEST_GUILESS_MAIN(SchedulesTest)
#include "schedules_api_test.moc"
