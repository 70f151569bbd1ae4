// Runs and exports reports from either source: the live platform, or the snapshot on this computer. The same compiler
// makes the numbers of both. Work happens off the GUI thread; results come as futures; a stop token cancels, and then
// nothing is left behind. Lives in the GUI thread. `steward export` uses it without a window.
#pragma once

#include <QFuture>
#include <QObject>
#include <functional>
#include <stop_token>

#include "client/platform_client.h"
#include "report/export.h"
#include "report_pdf/pdf_writer.h"
#include "store/offline_store.h"

namespace steward::models {

enum class ReportSource { platform, snapshot };

struct ExportRequest {
    report::Definition definition;
    std::filesystem::path file;
    report::Format format = report::Format::csv;
    bool underlying = false;
    report::FileOptions options = {};
    report::PaintChart chart = {};  // PDF; may be called in another thread
};

struct RowsBehind {
    std::vector<report::Column> columns;
    std::vector<std::vector<json::Value>> rows;
    std::int64_t total = 0;  // how many there are
};

// Rows so far, and how many there will be (0: not known). Called in the thread that works.
using ReportProgress = std::function<void(std::int64_t done, std::int64_t total)>;

class ReportEngine : public QObject {
    Q_OBJECT
public:
    ReportEngine(client::PlatformClient* client, store::OfflineStore* store, QObject* parent = nullptr);

    QFuture<Result<report::Report>> run(const report::Definition& definition, ReportSource source,
                                        std::stop_token stop = {}, ReportProgress progress = {},
                                        std::int64_t sample = 0);
    // The first rows behind a report, at most so many of them.
    QFuture<Result<RowsBehind>> rows(const report::Definition& definition, ReportSource source, std::size_t atMost,
                                     std::stop_token stop = {});
    QFuture<Result<report::Manifest>> exportFile(ExportRequest request, ReportSource source, std::stop_token stop = {},
                                                 ReportProgress progress = {});

private:
    // Whose report it is: the tenant's published brand, or the name of the platform; the last known while offline.
    QFuture<Result<report::FileBrand>> brand(ReportSource source);
    QFuture<Result<report::Manifest>> write(ExportRequest request, report::FileBrand brand, ReportSource source,
                                            std::stop_token stop, ReportProgress progress);
    template <class T>
    using Work = std::function<Result<T>(sql::Connection&, const report::RunOptions&)>;
    template <class T>
    QFuture<Result<T>> onSnapshot(const report::Definition& definition, std::stop_token stop, Work<T> work);

    client::PlatformClient* client_;
    store::OfflineStore* store_;
};

}  // namespace steward::models
