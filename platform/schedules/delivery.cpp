#include "schedules/delivery.h"

#include <fstream>

#include "base/safe_file.h"
#include "kernel/mail/message.h"
#include "kernel/mail/smtp.h"
#include "report/file_name.h"
#include "report/time_zone.h"
#include "schedules/s3.h"
#include "schedules/safe_path.h"

namespace steward::schedules {
namespace {

constexpr std::string_view manifestEnd = ".manifest.json";
constexpr std::size_t deepest = 8;

std::vector<std::string> partsOf(std::string_view path) {
    std::vector<std::string> parts;
    for (std::size_t from = 0;;) {
        const auto slash = path.find('/', from);
        parts.emplace_back(path.substr(from, slash == path.npos ? path.npos : slash - from));
        if (slash == path.npos) return parts;
        from = slash + 1;
    }
}

std::string grouped(std::int64_t number) {
    std::string text = std::to_string(number);
    for (auto at = std::ssize(text) - 3; at > 0; at -= 3)
        text.insert(static_cast<std::size_t>(at), ",");
    return text;
}

std::string textOf(const Parcel& parcel) {
    const auto& run = parcel.run;
    const bool isOne = run.files.size() == 1;
    std::string text = parcel.reportName + "\n\n";
    if (parcel.links.empty()) {
        text += isOne ? "The report is attached, with its manifest.\n"
                      : "The report is attached, in each format with its manifest.\n";
    } else {
        text += "The report is too large to be attached. Get it here:\n\n";
        for (const auto& link : parcel.links)
            text += link + "\n\n";
        text += std::string(isOne ? "The link is" : "The links are") + " good until " +
                toRfc3339(run.keptUntil.value_or(run.dueAt)) + ", for as long as you are among its recipients.\n";
    }
    for (const auto& file : run.files)
        text += "\nFile: " + file.name + ", " + grouped(file.bytes) + " bytes, " + grouped(file.rowsWritten) +
                " rows\nSHA-256: " + file.sha256 + "\n";
    if (run.dataAsOf) text += "Data as of: " + toRfc3339(*run.dataAsOf) + "\n";
    text += "Schedule: " + parcel.schedule.name + ", due " + toRfc3339(run.dueAt) + ", in the name of " +
            run.ownerName + "\n";
    return text;
}

Result<> writeWhole(const std::filesystem::path& path, std::string_view content) {
    STEWARD_TRY(auto file, SafeFile::create(path));
    STEWARD_CHECK(file.write(content));
    return file.commit();
}

}  // namespace

bool isSafePath(std::string_view path) {
    if (path.size() > 500) return false;
    const auto parts = partsOf(path);
    return parts.size() <= deepest && std::ranges::all_of(parts, [](const auto& part) {
               return !part.empty() && report::safeFileName(part) == part;
           });
}

Result<std::filesystem::path> folderBelow(const std::filesystem::path& root, std::string_view path) {
    if (!isSafePath(path)) return fail(ErrorCode::invalid, "That is no folder below the platform's.");
    std::error_code error;
    const auto real = std::filesystem::canonical(root, error);
    if (error) return fail(ErrorCode::storage, "The folder for deliveries is not there.", error.message());
    auto folder = real;
    for (const auto& part : partsOf(path)) {
        folder /= std::filesystem::path(std::u8string(part.begin(), part.end()));
        std::filesystem::create_directory(folder, error);
        if (error) return fail(ErrorCode::storage, "The folder could not be made.", error.message());
        // A link that somebody has put there is followed nowhere.
        if (std::filesystem::is_symlink(std::filesystem::symlink_status(folder, error)))
            return fail(ErrorCode::forbidden, "A link leads out of the folder for deliveries.");
    }
    return folder;
}

std::string mediaTypeOf(domain::ReportFormat format) {
    switch (format) {
        case domain::ReportFormat::csv:
            return "text/csv";
        case domain::ReportFormat::json:
            return "application/json";
        case domain::ReportFormat::html:
            return "text/html; charset=utf-8";
        case domain::ReportFormat::pdf:
            return "application/pdf";
        case domain::ReportFormat::xlsx:
            break;
    }
    return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

std::string fileNameOf(const std::string& reportName, const ReportSchedule& schedule, domain::ReportFormat format,
                       Time dueAt) {
    report::Day day = 0;
    if (const auto zone = report::TimeZone::find(schedule.calendar.timeZone))
        day = zone->dayOf(dueAt.time_since_epoch().count());
    const std::string date = toRfc3339(Time(std::chrono::days(day))).substr(0, 10);
    return report::safeFileName(reportName) + " " + date + "." + std::string(enumName(format));
}

std::int64_t bytesOf(const std::vector<domain::RunFile>& files) {
    std::int64_t bytes = 0;
    for (const auto& file : files)
        bytes += file.bytes;
    return bytes;
}

std::string placeOf(const Parcel& parcel, const std::string& before) {
    std::string text;
    for (const auto& file : parcel.run.files)
        text += (text.empty() ? "" : ", ") + before + file.name;
    return text;
}

Result<std::string> sendMail(const Parcel& parcel, const kernel::MailConfig& mail, Time now,
                             const std::stop_token& stop) {
    if (mail.url.empty())
        return fail(ErrorCode::unprocessable, "There is no mail server: the platform's configuration names none.");
    const auto& run = parcel.run;
    kernel::MailMessage message{run.id + "." + std::to_string(parcel.delivery.position),
                                "Steward",
                                mail.from,
                                parcel.delivery.recipient,
                                parcel.schedule.name,
                                textOf(parcel),
                                now};
    for (std::size_t i = 0; i < run.files.size() && parcel.links.empty(); ++i) {
        const auto& [content, manifest] = parcel.files->at(i);
        message.attachments.push_back({run.files[i].name, mediaTypeOf(run.files[i].format), content});
        message.attachments.push_back({run.files[i].name + std::string(manifestEnd), "application/json", manifest});
    }
    STEWARD_TRY(const auto text, kernel::composeMail(message));
    STEWARD_CHECK(kernel::sendOverSmtp(mail, parcel.delivery.recipient, text, stop));
    if (parcel.links.empty()) return "Taken by the mail server.";
    return parcel.links.size() == 1 ? "Taken by the mail server, with a link to the file."
                                    : "Taken by the mail server, with links to the files.";
}

Result<std::string> putIntoFolder(const Parcel& parcel, const std::filesystem::path& root) {
    if (root.empty())
        return fail(ErrorCode::unprocessable,
                    "There is no folder for deliveries: the platform's configuration names none.");
    const auto& tenant = parcel.schedule.tenantId;
    STEWARD_TRY(const auto folder,
                folderBelow(root, (tenant.empty() ? "platform" : tenant) + "/" + parcel.delivery.recipient));
    const auto named = [&](const std::string& name) { return folder / std::u8string(name.begin(), name.end()); };
    for (std::size_t i = 0; i < parcel.run.files.size(); ++i) {
        const std::string& name = parcel.run.files[i].name;
        const auto& [content, manifest] = parcel.files->at(i);
        STEWARD_CHECK(writeWhole(named(name), content));
        STEWARD_CHECK(writeWhole(named(name + std::string(manifestEnd)), manifest));
    }
    return placeOf(parcel, parcel.delivery.recipient + "/");
}

std::vector<kernel::HttpCall> callsToBucket(const Parcel& parcel, const std::string& secret, Time now) {
    const auto& bucket = parcel.schedule.bucket;
    const s3::Credentials credentials{bucket.accessKey, secret};
    std::vector<kernel::HttpCall> calls;
    const auto put = [&](const std::string& key, const std::string& content, const std::string& mediaType) {
        calls.push_back(
            s3::putObject(bucket.endpoint, bucket.region, bucket.bucket, key, content, mediaType, credentials, now));
    };
    for (std::size_t i = 0; i < parcel.run.files.size(); ++i) {
        const auto& file = parcel.run.files[i];
        const std::string key = parcel.delivery.recipient + file.name;
        put(key + std::string(manifestEnd), parcel.files->at(i).manifest, "application/json");
        put(key, parcel.files->at(i).content, mediaTypeOf(file.format));
    }
    for (auto& call : calls)
        call.publicOnly = !parcel.schedule.tenantId.empty();
    return calls;
}

Result<> outcomeOf(const kernel::HttpReply& reply) {
    if (reply.isSuccess()) return {};
    const bool mayPass = reply.status >= 500 || reply.status == 429;
    // The code alone: the store's text may hold what was signed.
    std::string code;
    const auto from = reply.body.find("<Code>"), to = reply.body.find("</Code>");
    if (from != std::string::npos && to != std::string::npos && to > from && to - from < 80)
        code = ", " + reply.body.substr(from + 6, to - from - 6);
    return fail(mayPass ? ErrorCode::unavailable : ErrorCode::unprocessable,
                "The bucket answered " + std::to_string(reply.status) + code + ".");
}

}  // namespace steward::schedules
