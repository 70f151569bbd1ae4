// A file on its way into a plan: chosen and looked at, its columns mapped to fields, its rows checked one by one. Files
// are read in another thread; the newest choice wins. Nothing is changed on the platform. GUI thread.
#pragma once

#include <QObject>
#include <memory>
#include <stop_token>

#include "client/future.h"
#include "import/targets.h"

namespace steward::models {

class ImportFile : public QObject {
    Q_OBJECT
public:
    // `looking` and `reading` may be cancelled, and are then what they were before.
    enum class Stage { nothing, looking, mapping, reading, checked };

    explicit ImportFile(imports::Subject subject, QObject* parent = nullptr);
    ~ImportFile() override;

    // `sheet`: of a workbook; empty: the first that is shown.
    void open(const QString& path, const QString& sheet = {});
    // `field`: its name; empty: the column is left out.
    void setField(int column, const QString& field);
    // Checks every row. Only without mappingProblems().
    void read();
    void cancel();
    // Back to the columns: what was read is forgotten.
    void reconsider();

    Stage stage() const { return stage_; }
    bool isBusy() const { return stage_ == Stage::looking || stage_ == Stage::reading; }
    const imports::Subject& subject() const { return subject_; }
    QString path() const { return path_; }
    QString fileName() const;
    const std::optional<imports::Overview>& overview() const { return overview_; }
    const imports::Mapping& mapping() const { return mapping_; }
    std::vector<imports::Problem> mappingProblems() const;
    std::vector<std::string> missingForNew() const { return imports::missingForNew(mapping_, subject_); }
    const std::optional<imports::Import>& result() const { return result_; }
    // Why the last step failed; the stage is the one it came from.
    const std::optional<imports::Problem>& problem() const { return problem_; }

Q_SIGNALS:
    void changed();
    void progressed(double share);  // of the rows, 0 to 1

private:
    void start(Stage stage);
    void settle(Stage stage, std::optional<imports::Problem> problem = std::nullopt);
    imports::Source source(const QString& path, const QString& sheet) const;

    imports::Subject subject_;
    Stage stage_ = Stage::nothing;
    Stage before_ = Stage::nothing;
    QString path_;
    std::optional<imports::Overview> overview_;
    imports::Mapping mapping_;
    std::optional<imports::Import> result_;
    std::optional<imports::Problem> problem_;
    std::stop_source stop_;
    client::Latest working_{this};
};

}  // namespace steward::models
