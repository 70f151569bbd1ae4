// Log records within their bounds and without secrets, and how OTLP is read.
#include <QtTest>

#include "contract/log_messages.h"
#include "kernel/otlp/exchange.h"
#include "logs/log_filter.h"
#include "logs/otlp_logs.h"
#include "report/list_dataset.h"
#include "sql/text_match.h"
#include "tests/logs/otlp_message.h"

using namespace steward;
using domain::LogRecord;
using domain::LogSeverity;
namespace otlp = test::otlp;

namespace {

std::string textIn(const LogRecord& record, std::string_view key) {
    const auto* value = record.attributes.as_object().if_contains(key);
    return !value ? "absent" : value->is_string() ? std::string(value->get_string()) : json::write(*value);
}

}  // namespace

class LogRecordTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void placesAreInTheOrderOfTime() {
        const Time time = *parseRfc3339("2026-11-23T09:41:07.120Z");
        const auto place = domain::firstLogPlace(time);
        QCOMPARE(domain::timeOfLogPlace(place), time);
        QCOMPARE(domain::timeOfLogPlace(place + domain::logPlacesOfMillisecond - 1), time);
        QVERIFY(place + domain::logPlacesOfMillisecond - 1 < domain::firstLogPlace(time + Duration(1)));
        QCOMPARE(domain::logPlace(domain::logId(place)).value_or(-1), place);
        for (const auto* wrong : {"", "log_", "log_123", "ten_0006f3a2b4c5d6e7", "log_8006f3a2b4c5d6e7",
                                  "log_0006F3A2B4C5D6E7", "log_0006f3a2b4c5d6e70"})
            QVERIFY2(!domain::logPlace(wrong), wrong);
        QCOMPARE(domain::firstLogPlace(Time(Duration(-5))), std::int64_t(0));
    }

    void boundsAreKept() {
        LogRecord record;
        record.body = std::string(domain::maxLogBody - 1, 'a') + "ü and more";
        record.service = std::string(500, 's');
        record.traceId = "0AF7651916CD43DD8448EB211C80319C";
        record.spanId = "no id";
        json::Object attributes;
        for (int i = 0; i < 100; ++i)
            attributes["key" + std::to_string(i)] = i;
        attributes["nested"] = json::Object{{"a", 1}};
        record.attributes = attributes;
        domain::keepBounds(record);
        QCOMPARE(record.body.size(), domain::maxLogBody - 1);  // not half of a character
        QCOMPARE(record.service.size(), domain::maxLogService);
        QCOMPARE(record.traceId.value_or(""), std::string("0af7651916cd43dd8448eb211c80319c"));
        QVERIFY(!record.spanId);
        QCOMPARE(record.attributes.as_object().size(), domain::maxLogAttributes);
        QVERIFY(record.cut);

        LogRecord small;
        small.body = std::string("a\0b", 3) + "\xff ok ü";
        small.attributes = json::Object{{"list", json::Array{1, 2}}};
        domain::keepBounds(small);
        QCOMPARE(small.body, std::string("a\xEF\xBF\xBD"
                                         "b\xEF\xBF\xBD ok ü"));
        QCOMPARE(textIn(small, "list"), std::string("[1,2]"));
        QVERIFY(!small.cut);
    }

    void secretsAreRedacted() {
        LogRecord record;
        record.body = "Sent Authorization: Bearer abc.def-ghi to x?token=4711&page=2 with PASSWORD=hunter2";
        record.attributes = json::Object{{"db.password", "hunter2"},
                                         {"http.request.header.authorization", "Basic abc"},
                                         {"access_token", "xyz"},
                                         {"tokens.used", 12},
                                         {"url", "https://a.example/?api_key=k1&b=1"}};
        domain::redact(record);
        QCOMPARE(
            record.body,
            std::string(
                "Sent Authorization: [redacted] [redacted] to x?token=[redacted]&page=2 with PASSWORD=[redacted]"));
        QCOMPARE(textIn(record, "db.password"), std::string("[redacted]"));
        QCOMPARE(textIn(record, "http.request.header.authorization"), std::string("[redacted]"));
        QCOMPARE(textIn(record, "access_token"), std::string("[redacted]"));
        QCOMPARE(textIn(record, "tokens.used"), std::string("12"));
        QCOMPARE(textIn(record, "url"), std::string("https://a.example/?api_key=[redacted]&b=1"));
    }

    void bothEncodingsSayTheSame() {
        const std::string trace("\x0a\xf7\x65\x19\x16\xcd\x43\xdd\x84\x48\xeb\x21\x1c\x80\x31\x9c", 16);
        const auto binary = logs::readOtlpProtobuf(
            otlp::request("billing", "ten_1", {{1764150000123456789u, 17, "It broke", {{"route", "/pay"}}, trace}}));
        const auto text = logs::readOtlpJson(R"({"resourceLogs":[{"resource":{"attributes":[
            {"key":"service.name","value":{"stringValue":"billing"}},
            {"key":"steward.tenant.id","value":{"stringValue":"ten_1"}}]},
            "scopeLogs":[{"logRecords":[{"timeUnixNano":"1764150000123456789","severityNumber":17,
            "body":{"stringValue":"It broke"},"traceId":"0af7651916cd43dd8448eb211c80319c",
            "attributes":[{"key":"route","value":{"stringValue":"/pay"}}],"futureField":{"x":1}}]}]}]})");
        QVERIFY(binary && text);
        QCOMPARE(binary->size(), std::size_t(1));
        QVERIFY((*binary)[0] == (*text)[0]);
        const LogRecord& record = (*binary)[0];
        QCOMPARE(record.time, Time(Duration(1764150000123)));
        QCOMPARE(record.severity, LogSeverity::error);
        QCOMPARE(record.service, std::string("billing"));
        QCOMPARE(record.tenantId.value_or(""), std::string("ten_1"));
        QCOMPARE(record.traceId.value_or(""), std::string("0af7651916cd43dd8448eb211c80319c"));
    }

    void valuesOfEveryKind() {
        std::string kinds = otlp::bytes(6, otlp::attribute("truth", otlp::number(2, 1)));
        kinds += otlp::bytes(6, otlp::attribute("whole", otlp::number(3, static_cast<std::uint64_t>(-7))));
        kinds += otlp::bytes(6, otlp::attribute("real", otlp::fixed64(4, 0x3FF8000000000000u)));
        kinds += otlp::bytes(6, otlp::attribute("list", otlp::bytes(5, otlp::bytes(1, otlp::text("a")))));
        const auto read = logs::readOtlpProtobuf(otlp::bytes(1, otlp::bytes(2, otlp::bytes(2, kinds))));
        QVERIFY(read && read->size() == 1);
        QCOMPARE(textIn((*read)[0], "truth"), std::string("true"));
        QCOMPARE(textIn((*read)[0], "whole"), std::string("-7"));
        QCOMPARE(textIn((*read)[0], "real"), std::string("1.5"));
        QCOMPARE(textIn((*read)[0], "list"), std::string("[\"a\"]"));
        QCOMPARE((*read)[0].service, std::string("unknown_service"));
    }

    void whatIsNoRequestIsRefused() {
        const std::string good = otlp::request("a", "", {{1, 9, "b"}});
        for (std::size_t end = 1; end < good.size(); ++end) {
            const auto read = logs::readOtlpProtobuf(std::string_view(good).substr(0, end));
            QVERIFY(!read && read.error().code == ErrorCode::invalid);
        }
        std::string nested = otlp::text("deep");
        for (int i = 0; i < 40; ++i)
            nested = otlp::bytes(5, otlp::bytes(1, nested));
        QVERIFY(!logs::readOtlpProtobuf(otlp::bytes(1, otlp::bytes(2, otlp::bytes(2, otlp::bytes(5, nested))))));
        QVERIFY(!logs::readOtlpJson("[]"));
        QVERIFY(!logs::readOtlpJson("{"));
        QCOMPARE(logs::readOtlpJson("{}")->size(), std::size_t(0));
        const auto tooMany = logs::readOtlpProtobuf(
            otlp::request("a", "", std::vector<otlp::Line>(logs::maxOtlpRecords + 1, {1, 9, "b"})));
        QVERIFY(!tooMany && tooMany.error().code == ErrorCode::tooLarge);
    }

    void repliesSayWhatWasRejected() {
        const kernel::otlp::Form binary, text{.isJson = true};
        const auto bodyOf = [](const kernel::otlp::Form& form, std::int64_t rejected) {
            return kernel::otlp::reply<contract::OtlpLogsReply>(form, rejected, "old").body;
        };
        QCOMPARE(bodyOf(binary, 0), std::string());
        QCOMPARE(bodyOf(binary, 3), otlp::bytes(1, otlp::number(1, 3) + otlp::bytes(2, "old")));
        QCOMPARE(bodyOf(text, 0), std::string("{}"));
        QCOMPARE(bodyOf(text, 3), std::string(R"({"partialSuccess":{"rejectedLogRecords":"3","errorMessage":"old"}})"));
    }

    void fieldsAreThoseOfRecords() {
        const auto* dataset = report::findListDataset("logs");
        QVERIFY(dataset);
        QCOMPARE(dataset->find("time")->sql, "(t.place / " + std::to_string(domain::logPlacesOfMillisecond) + ")");
        std::vector<std::string> severities;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<domain::LogSeverity>>(
            [&](auto d) { severities.emplace_back(d.name); });
        QCOMPARE(dataset->find("severity")->values, severities);
    }

    void trigrams() {
        const auto asWritten = [](const std::vector<std::string>& texts) {
            return sql::trigramsOf(texts, sql::Indexed::asWritten);
        };
        QCOMPARE(asWritten({"Time", "timer"}), std::string("\"tim\" AND \"ime\" AND \"mer\""));
        QCOMPARE(asWritten({"a\"b"}), std::string("\"a\"\"b\""));
        QCOMPARE(asWritten({"ab", "ü12"}), std::string());
        QCOMPARE(sql::trigramsOf({"Ü12"}), std::string("\"ü12\""));
    }
};

QTEST_GUILESS_MAIN(LogRecordTest)
#include "log_record_test.moc"
