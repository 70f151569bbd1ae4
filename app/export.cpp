#include "app/export.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QStandardPaths>

#include "app/await.h"
#include "client/local_platform.h"
#include "client/session.h"
#include "client/store_key.h"
#include "contract/endpoints.h"
#include "models/reports/report_builder.h"
#include "report/paper_request.h"
#include "report_pdf/pdf_writer.h"
#include "views/reports/report_export.h"

namespace steward::app {

using namespace Qt::StringLiterals;
using models::ReportSource;

namespace {

constexpr qint64 largestDefinition = 1 << 20;

using Reports = std::vector<contract::SavedReport>;

tl::unexpected<Error> failed(ErrorCode code, const QString& message, const QString& detail = {}) {
    return fail(code, message.toStdString(), detail.toStdString());
}

// The program may end right after the platform gave a new refresh token: what was begun to be kept is waited for.
class PatientStore final : public client::TokenStore {
public:
    explicit PatientStore(std::shared_ptr<client::TokenStore> store) : store_(std::move(store)) {}
    ~PatientStore() override {
        for (auto& write : writing_)
            await(write);
    }
    QFuture<Result<std::optional<QByteArray>>> read(const QString& key) override { return store_->read(key); }
    QFuture<Result<>> write(const QString& key, const QByteArray& secret) override {
        return writing_.emplace_back(store_->write(key, secret));
    }
    QFuture<Result<>> remove(const QString& key) override { return writing_.emplace_back(store_->remove(key)); }
    bool isLasting() const override { return store_->isLasting(); }

private:
    std::shared_ptr<client::TokenStore> store_;
    std::vector<QFuture<Result<>>> writing_;
};

class Export {
    Q_DECLARE_TR_FUNCTIONS(Export)
public:
    Export(const Options& options, std::shared_ptr<client::TokenStore> tokens, std::stop_token stop,
           models::ReportProgress progress)
        : options_(options),
          tokens_(std::make_shared<PatientStore>(std::move(tokens))),
          stop_(std::move(stop)),
          progress_(std::move(progress)),
          folder_(options.dataFolder.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
                                               : QDir(options.dataFolder).absolutePath()) {}

    Result<report::Manifest> run();

private:
    Result<report::Manifest> make();
    Result<client::Workspace> workspace(const client::Workspaces& all) const;
    Result<> openStore(const client::Workspace& workspace, const std::filesystem::path& file);
    Result<> signIn(const client::Workspace& workspace, const std::filesystem::path& storeFile);
    Result<std::pair<QUrl, client::Tokens>> startLocal();
    Result<report::Definition> definition();
    Result<Reports> savedReports();
    Result<report::Manifest> write(report::Definition definition);
    Result<report::Manifest> writePdf(models::ReportEngine& engine, const models::ExportRequest& request);
    ReportSource source() const { return options_.snapshot ? ReportSource::snapshot : ReportSource::platform; }
    store::OfflineStore& store() { return session_ ? session_->store() : *store_; }

    const Options& options_;
    std::shared_ptr<PatientStore> tokens_;
    std::stop_token stop_;
    models::ReportProgress progress_;
    QString folder_;
    std::unique_ptr<client::LocalPlatform> platform_;
    std::unique_ptr<client::Session> session_;
    std::unique_ptr<store::OfflineStore> store_;
    QString damaged_;  // where a store that was no longer readable lies now
};

Result<report::Manifest> Export::run() {
    auto manifest = make();
    if (manifest || damaged_.isEmpty()) return manifest;
    return failed(ErrorCode::storage,
                  tr("What this computer kept for offline work was damaged. It is set aside as %1.").arg(damaged_),
                  tr("Open Steward and take a new snapshot: Tools, Take a snapshot for offline work."));
}

Result<report::Manifest> Export::make() {
    STEWARD_TRY(const auto workspaces, client::Workspaces::load(folder_.toStdString()));
    STEWARD_TRY(const auto chosen, workspace(workspaces));
    const auto storeFile = workspaces.storeFile(chosen);
    STEWARD_CHECK(options_.snapshot ? openStore(chosen, storeFile) : signIn(chosen, storeFile));
    STEWARD_TRY(auto wanted, definition());
    return write(std::move(wanted));
}

Result<client::Workspace> Export::workspace(const client::Workspaces& all) const {
    const QString wanted = options_.workspace.isEmpty() ? u"local"_s : options_.workspace;
    QStringList names;
    for (const client::Workspace& one : all.all()) {
        const QString name = QString::fromStdString(one.name);
        if (one.id == wanted.toStdString() || name.compare(wanted, Qt::CaseInsensitive) == 0) return one;
        names << name;
    }
    return failed(ErrorCode::notFound, tr("There is no workspace \"%1\".").arg(wanted),
                  tr("There are: %1.").arg(names.join(u", "_s)));
}

Result<> Export::openStore(const client::Workspace& workspace, const std::filesystem::path& file) {
    if (!std::filesystem::exists(file))
        return failed(ErrorCode::notFound, tr("Nothing of this workspace is kept on this computer."),
                      tr("Open it in Steward and take a snapshot: Tools, Take a snapshot for offline work."));
    store_ = std::make_unique<store::OfflineStore>(file);
    // In the thread of the store, before it answers what found the damage.
    QObject::connect(
        store_.get(), &store::OfflineStore::rebuilt, store_.get(), [this](const QString& aside) { damaged_ = aside; },
        Qt::DirectConnection);
    const auto key = await(client::giveKey(*store_, tokens_, workspace.id), stop_);
    auto opened = await(store_->open(), stop_);
    if (!opened && !key) opened.error().detail = key.error().message;
    return opened;
}

Result<std::pair<QUrl, client::Tokens>> Export::startLocal() {
    client::LocalPlatformOptions local;
    local.dataFolder = folder_ + u"/platform"_s;
    local.program = options_.platformProgram;
    platform_ = std::make_unique<client::LocalPlatform>(local);
    QPromise<Result<std::pair<QUrl, client::Tokens>>> promise;
    promise.start();
    const auto settle = [&promise](Result<std::pair<QUrl, client::Tokens>> result) {
        if (promise.future().resultCount() > 0) return;
        promise.addResult(std::move(result));
        promise.finish();
    };
    QObject context;
    QObject::connect(platform_.get(), &client::LocalPlatform::ready, &context,
                     [settle](const QUrl& url, const client::Tokens& tokens) { settle(std::pair(url, tokens)); });
    QObject::connect(platform_.get(), &client::LocalPlatform::failed, &context, [settle](Error error) {
        if (error.code == ErrorCode::conflict)
            error.detail = tr("Export from it there, or add --snapshot.").toStdString();
        settle(fail(std::move(error)));
    });
    platform_->start();
    return await(promise.future(), stop_);
}

Result<> Export::signIn(const client::Workspace& workspace, const std::filesystem::path& storeFile) {
    const QString name = QString::fromStdString(workspace.name);
    if (workspace.isLocal()) {
        STEWARD_TRY(const auto local, startLocal());
        session_ = std::make_unique<client::Session>(workspace, local.first, tokens_, storeFile);
        session_->signIn(local.second, false);
    } else {
        session_ = std::make_unique<client::Session>(workspace, QUrl(), tokens_, storeFile);
    }
    QPromise<Result<>> opened;
    opened.start();
    QObject::connect(
        session_.get(), &client::Session::opened, session_.get(),
        [&opened] {
            opened.addResult(Result<>());
            opened.finish();
        },
        Qt::SingleShotConnection);
    session_->open();
    auto there = await(opened.future(), stop_);
    if (!there) {
        session_->disconnect();
        return there;
    }
    if (session_->state() != client::Session::State::signedOut) return {};
    const auto& locked = session_->keptInMemoryOnly();
    return failed(ErrorCode::unauthenticated, tr("You are not signed in to %1.").arg(name),
                  locked ? QString::fromStdString(locked->message)
                         : tr("Open Steward, choose %1, sign in, and export again.").arg(name));
}

Result<Reports> Export::savedReports() {
    if (options_.snapshot) {
        STEWARD_TRY(const auto kept, await(store().recall(std::string(models::keptReportsKey)), stop_));
        return kept ? json::read<Reports>(kept->json, json::Unknown::ignore) : Reports();
    }
    Reports all;
    contract::ListRequest request;
    request.limit = 500;
    do {
        STEWARD_TRY(auto page, await(session_->client().call(contract::listReports, request), stop_));
        std::ranges::move(page.items, std::back_inserter(all));
        request.cursor = page.nextCursor;
    } while (request.cursor);
    await(store().keep(std::string(models::keptReportsKey), json::write(all)), stop_);
    return all;
}

Result<report::Definition> Export::definition() {
    if (QFile file(options_.report); file.exists()) {
        if (!file.open(QIODevice::ReadOnly) || file.size() > largestDefinition)
            return failed(ErrorCode::invalid, tr("%1 cannot be read as a report.").arg(options_.report),
                          file.errorString());
        return report::readDefinition(file.readAll().toStdString());
    }
    STEWARD_TRY(const Reports all, savedReports());
    const QString wanted = options_.report;
    QStringList ids, names;
    const contract::SavedReport* found = nullptr;
    for (const auto& saved : all) {
        const QString name = QString::fromStdString(saved.name);
        names << name;
        if (saved.id == wanted.toStdString()) return report::readDefinition(json::write(saved.definition));
        if (name.compare(wanted, Qt::CaseInsensitive) != 0) continue;
        found = &saved;
        ids << QString::fromStdString(saved.id);
    }
    if (ids.size() > 1)
        return failed(ErrorCode::notFound, tr("There are several reports \"%1\".").arg(wanted),
                      tr("Name one by its id: %1.").arg(ids.join(u", "_s)));
    if (found) return report::readDefinition(json::write(found->definition));
    return failed(ErrorCode::notFound, tr("There is no report \"%1\".").arg(wanted),
                  names.isEmpty() ? tr("No report is saved here. Give a file with a definition instead.")
                                  : tr("There are: %1.").arg(names.join(u", "_s)));
}

Result<report::Manifest> Export::write(report::Definition wanted) {
    models::ReportEngine engine(session_ ? &session_->client() : nullptr, &store());
    models::ExportRequest request;
    request.definition = std::move(wanted);
    request.file = QFileInfo(options_.outFile).absoluteFilePath().toStdString();
    request.format = *enumFromName<report::Format>(options_.format.toStdString());
    request.underlying = options_.underlying;
    request.options = options_.fileOptions;
    if (request.format == report::Format::pdf) return writePdf(engine, request);
    return await(engine.exportFile(std::move(request), source(), stop_, progress_));
}

// With its chart, as from the console; that needs the result first.
Result<report::Manifest> Export::writePdf(models::ReportEngine& engine, const models::ExportRequest& request) {
    STEWARD_TRY(report::Report result, await(engine.run(request.definition, source(), stop_, progress_)));
    models::ExportRequest withChart = request;
    withChart.chart = views::paintChartOf(result);
    return await(engine.exportFile(std::move(withChart), source(), stop_, progress_));
}

// Whether each line has what the columns promise.
bool isWhole(const report::Table& table) {
    return std::ranges::all_of(table.columnKeys,
                               [&](const auto& keys) { return keys.size() == table.columns.size(); }) &&
           std::ranges::all_of(table.lines, [&](const report::Line& line) {
               return line.cells.size() == table.cellsPerLine() && line.keys.size() <= table.rows.size();
           });
}

}  // namespace

Result<report::Manifest> exportReport(const Options& options, std::shared_ptr<client::TokenStore> tokens,
                                      std::stop_token stop, std::function<void(std::int64_t, std::int64_t)> progress) {
    return Export(options, std::move(tokens), std::move(stop), std::move(progress)).run();
}

Result<report::Manifest> exportResult(const Options& options, std::stop_token stop) {
    QFile file(options.result);
    if (!file.open(QIODevice::ReadOnly))
        return failed(ErrorCode::invalid, Export::tr("%1 cannot be read.").arg(options.result), file.errorString());
    STEWARD_TRY(const auto request, json::read<report::PaperRequest>(file.readAll().toStdString()));
    STEWARD_CHECK(report::validate(request.report.definition));
    if (request.report.table.measures.empty() || !isWhole(request.report.table))
        return failed(ErrorCode::invalid, Export::tr("%1 is no result of a report.").arg(options.result));
    report::ExportOptions exporting;
    exporting.file = QFileInfo(options.outFile).absoluteFilePath().toStdString();
    exporting.format = report::Format::pdf;
    exporting.options = options.fileOptions;
    exporting.brand = request.brand;
    exporting.run.source = request.source;
    exporting.run.stop = std::move(stop);
    exporting.writtenAt = request.writtenAt;
    return report::exportPdf(request.report, exporting, views::paintChartOf(request.report));
}

}  // namespace steward::app
