#include "models/environments/comparison_model.h"

#include <QFile>
#include <QPromise>
#include <QtConcurrentRun>

#include "base/safe_file.h"
#include "client/future.h"

namespace steward::models {

namespace {

using Page = contract::Page<configuration::Difference>;

Result<configuration::Document> documentOf(const domain::Configuration& configuration) {
    return configuration::fromValue(json::toValue(configuration));
}

Result<configuration::Document> documentIn(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::notFound, ComparisonModel::tr("The file cannot be read.").toStdString(),
                    file.errorString().toStdString());
    if (file.size() > qint64(configuration::maxBytes))
        return fail(ErrorCode::tooLarge,
                    ComparisonModel::tr("The file is too large for a configuration.").toStdString());
    return configuration::read(file.readAll().toStdString());
}

std::string nameOf(const configuration::Difference& difference) {
    return difference.kind + ":" + difference.key;
}

}  // namespace

// One comparison: the own configuration, the other one, their difference. Deletes itself.
class ComparisonModel::Reading : public QObject {
public:
    explicit Reading(ComparisonModel& model) : QObject(&model), model_(model) { promise_.start(); }
    QFuture<Result<Page>> future() { return promise_.future(); }

    void begin() {
        client::whenReady(model_.own_({}), this, [this](Result<domain::Configuration> own) {
            if (!own) return finish(fail(own.error()));
            own_ = std::move(*own);
            model_.other_ ? readPlatform() : compareTo([path = model_.file_] { return documentIn(path); });
        });
    }

private:
    void readPlatform() {
        client::whenReady(model_.other_({}), this, [this](Result<domain::Configuration> other) {
            if (!other) return finish(fail(other.error()));
            compareTo([other = std::move(*other)] { return documentOf(other); });
        });
    }
    template <class Wanted>
    void compareTo(Wanted wanted) {
        auto comparing = QtConcurrent::run(
            [own = std::move(own_), wanted = std::move(wanted)] { return ComparisonModel::compare(own, wanted()); });
        client::whenReady(std::move(comparing), this, [this](Result<Compared> compared) {
            if (!compared) return finish(fail(compared.error()));
            model_.wanted_ = std::move(compared->wanted);
            model_.differences_ = std::move(compared->differences);
            Page page;
            page.items = model_.differences_.entries;
            page.total = std::int64_t(page.items.size());
            finish(std::move(page));
        });
    }
    void finish(Result<Page> page) {
        promise_.addResult(std::move(page));
        promise_.finish();
        deleteLater();
    }

    ComparisonModel& model_;
    QPromise<Result<Page>> promise_;
    domain::Configuration own_;
};

ComparisonModel::ComparisonModel(Read own, QObject* parent) : PagedModelOf(parent), own_(std::move(own)) {}

Result<ComparisonModel::Compared> ComparisonModel::compare(const domain::Configuration& own,
                                                           const Result<configuration::Document>& wanted) {
    if (!wanted) return fail(wanted.error());
    STEWARD_TRY(const auto before, documentOf(own));
    return Compared{*wanted, configuration::difference(before, *wanted)};
}

void ComparisonModel::compareWith(Read other) {
    other_ = std::move(other);
    file_.clear();
    restart();
}

void ComparisonModel::compareWithFile(const QString& path) {
    other_ = nullptr;
    file_ = path;
    restart();
}

void ComparisonModel::forget() {
    other_ = nullptr;
    file_.clear();
    restart();
}

Result<std::vector<domain::Target>> ComparisonModel::targetsOf(const QSet<QString>& keys) const {
    std::vector<configuration::Difference> chosen;
    for (const auto& difference : differences_.entries)
        if (keys.contains(key(difference))) chosen.push_back(difference);
    return configuration::toTargets(wanted_, chosen);
}

QFuture<Result<Page>> ComparisonModel::request(int, const std::optional<std::string>&) {
    if (!hasOther()) {
        wanted_ = {};
        differences_ = {};
        return client::readyFuture(Result<Page>(Page{}));
    }
    auto* reading = new Reading(*this);
    auto future = reading->future();
    reading->begin();
    return future;
}

QString ComparisonModel::key(const configuration::Difference& difference) const {
    return QString::fromStdString(nameOf(difference));
}

QVariant ComparisonModel::value(const configuration::Difference& difference, int column) const {
    switch (column) {
        case Kind:
            return QString::fromStdString(difference.kind);
        case Key:
            return QString::fromStdString(difference.key);
        case Change:
            return int(difference.change);
        default:
            return {};
    }
}

QFuture<Result<>> exportConfiguration(QFuture<Result<domain::Configuration>> configuration, QString path) {
    return configuration.then(
        QtFuture::Launch::Async, [path = std::move(path)](const Result<domain::Configuration>& read) -> Result<> {
            if (!read) return fail(read.error());
            STEWARD_TRY(const auto document, documentOf(*read));
            const bool yaml = path.endsWith(QLatin1String(".yaml"), Qt::CaseInsensitive) ||
                              path.endsWith(QLatin1String(".yml"), Qt::CaseInsensitive);
            const std::string text =
                configuration::write(document, yaml ? configuration::Format::yaml : configuration::Format::json);
            STEWARD_TRY(auto file, SafeFile::create(path.toStdString()));
            STEWARD_CHECK(file.write(text));
            return file.commit();
        });
}

}  // namespace steward::models
