#include "series/sharing.h"

#include <bit>

#include "kernel/otlp/protobuf_reader.h"

namespace steward::series {

using kernel::otlp::appendField;
using kernel::otlp::appendFixed64;
using kernel::otlp::ProtobufReader;

namespace {

constexpr std::size_t samplesOfMessage = 2'000;
constexpr std::uint64_t version = 1;

std::string spell(const Sample& sample) {
    std::string out;
    appendField(out, 1, sample.metric);
    for (const auto& [name, value] : sample.labels) {
        appendField(out, 2, name);
        appendField(out, 3, value);
    }
    appendField(out, 4, static_cast<std::uint64_t>(sample.at.time_since_epoch().count()));
    appendFixed64(out, 5, std::bit_cast<std::uint64_t>(sample.value));
    appendField(out, 6, std::uint64_t(sample.kind == Kind::counter ? 1 : 0) | (sample.isStale ? 2 : 0));
    return out;
}

Result<Sample> readSample(std::string_view message) {
    Sample sample;
    ProtobufReader reader(message);
    while (reader.next()) {
        if (reader.field() == 1) sample.metric = reader.bytes();
        if (reader.field() == 2) sample.labels.emplace_back(std::string(reader.bytes()), std::string());
        if (reader.field() == 3 && !sample.labels.empty()) sample.labels.back().second = reader.bytes();
        if (reader.field() == 4) sample.at = Time(Duration(static_cast<std::int64_t>(reader.whole())));
        if (reader.field() == 5) sample.value = reader.real();
        if (reader.field() == 6) {
            sample.kind = (reader.whole() & 1) != 0 ? Kind::counter : Kind::gauge;
            sample.isStale = (reader.whole() & 2) != 0;
        }
    }
    if (!reader.good()) return fail(ErrorCode::invalid, "This is no sample of another node.");
    sample.labels = sorted(std::move(sample.labels));
    return sample;
}

}  // namespace

std::vector<std::string> spellTold(std::string_view node, std::string_view tenantId, const Batch& batch) {
    std::vector<std::string> messages;
    for (std::size_t i = 0; i < batch.samples.size(); ++i) {
        if (i % samplesOfMessage == 0) {
            auto& message = messages.emplace_back();
            appendField(message, 1, version);
            appendField(message, 2, node);
            appendField(message, 3, tenantId);
        }
        appendField(messages.back(), 4, spell(batch.samples[i]));
    }
    return messages;
}

Result<Told> readTold(std::string_view message) {
    Told told;
    std::uint64_t spoken = 0;
    ProtobufReader reader(message);
    while (reader.next()) {
        if (reader.field() == 1) spoken = reader.whole();
        if (reader.field() == 2) told.node = reader.bytes();
        if (reader.field() == 3) told.tenantId = reader.bytes();
        if (reader.field() != 4) continue;
        STEWARD_TRY(auto sample, readSample(reader.bytes()));
        sample.point = static_cast<std::uint32_t>(told.batch.samples.size());
        told.batch.samples.push_back(std::move(sample));
    }
    if (!reader.good() || spoken != version) return fail(ErrorCode::invalid, "This is no message of another node.");
    return told;
}

}  // namespace steward::series
