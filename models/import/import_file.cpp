#include "models/import/import_file.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QPointer>
#include <QtConcurrentRun>

namespace steward::models {

using imports::Outcome;

ImportFile::ImportFile(imports::Subject subject, QObject* parent) : QObject(parent), subject_(std::move(subject)) {}

ImportFile::~ImportFile() {
    stop_.request_stop();
}

QString ImportFile::fileName() const {
    return QFileInfo(path_).fileName();
}

imports::Source ImportFile::source(const QString& path, const QString& sheet) const {
    return {.file = std::filesystem::path(path.toStdU16String()),
            .sheet = sheet.toStdString(),
            .stop = stop_.get_token(),
            .limits = {}};
}

void ImportFile::start(Stage stage) {
    stop_.request_stop();
    stop_ = {};
    if (!isBusy()) before_ = stage_;
    stage_ = stage;
    problem_.reset();
    Q_EMIT changed();
}

void ImportFile::settle(Stage stage, std::optional<imports::Problem> problem) {
    stage_ = stage;
    problem_ = std::move(problem);
    Q_EMIT changed();
}

void ImportFile::open(const QString& path, const QString& sheet) {
    start(Stage::looking);
    working_.take(QtConcurrent::run(
                      [source = source(path, sheet), subject = subject_] { return imports::look(source, subject); }),
                  [this, path](Outcome<imports::Overview> seen) {
                      if (!seen) return settle(before_, std::move(seen).error());
                      path_ = path;
                      mapping_ = seen->proposal;
                      overview_ = std::move(*seen);
                      result_.reset();
                      settle(Stage::mapping);
                  });
}

void ImportFile::setField(int column, const QString& field) {
    if (column < 0 || std::size_t(column) >= mapping_.size()) return;
    mapping_[std::size_t(column)] = field.toStdString();
    reconsider();
}

std::vector<imports::Problem> ImportFile::mappingProblems() const {
    return overview_ ? imports::check(mapping_, overview_->columns, subject_) : std::vector<imports::Problem>{};
}

void ImportFile::read() {
    if (!overview_ || !mappingProblems().empty()) return;
    start(Stage::reading);
    // Called in the thread that reads, which may outlive this.
    const auto progress = [guard = QPointer(this), stop = stop_.get_token()](double share) {
        QMetaObject::invokeMethod(QCoreApplication::instance(), [guard, stop, share] {
            if (guard && !stop.stop_requested()) Q_EMIT guard->progressed(share);
        });
    };
    working_.take(QtConcurrent::run([source = source(path_, QString::fromStdString(overview_->sheet)),
                                     columns = overview_->columns, mapping = mapping_, subject = subject_, progress] {
                      return imports::readTargets(source, columns, mapping, subject, progress);
                  }),
                  [this](Outcome<imports::Import> read) {
                      if (!read) return settle(Stage::mapping, std::move(read).error());
                      result_ = std::move(*read);
                      settle(Stage::checked);
                  });
}

void ImportFile::cancel() {
    if (!isBusy()) return;
    stop_.request_stop();
    working_.drop();
    settle(before_);
}

void ImportFile::reconsider() {
    if (!overview_) return;
    cancel();
    result_.reset();
    settle(Stage::mapping);
}

}  // namespace steward::models
