// What this platform is set to, compared with another platform or with a document in a file: one row for each entry
// that differs. GUI thread; documents are read and compared elsewhere.
#pragma once

#include "configuration/difference.h"
#include "models/common/fetch.h"
#include "models/common/paged_model.h"

namespace steward::models {

class ComparisonModel : public PagedModelOf<configuration::Difference> {
    Q_OBJECT
public:
    enum Column { Check, Kind, Key, Change, Fields, ColumnCount };
    using Read = Fetch<contract::ConfigurationRequest, domain::Configuration>;

    // `own`: of this platform.
    explicit ComparisonModel(Read own, QObject* parent = nullptr);

    void compareWith(Read other);
    // JSON or YAML.
    void compareWithFile(const QString& path);
    void forget();
    bool hasOther() const { return bool(other_) || !file_.isEmpty(); }
    // Parts that only one of the two has, and that were not compared.
    const std::vector<std::string>& notCompared() const { return differences_.notCompared; }

    // What the entries with these keys are to become here. ErrorCode::invalid for kinds that cannot be promoted.
    Result<std::vector<domain::Target>> targetsOf(const QSet<QString>& keys) const;

    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }

protected:
    QFuture<Result<contract::Page<configuration::Difference>>> request(
        int limit, const std::optional<std::string>& cursor) override;
    QString key(const configuration::Difference& difference) const override;
    QVariant value(const configuration::Difference& difference, int column) const override;

private:
    struct Compared {
        configuration::Document wanted;
        configuration::Differences differences;
    };
    class Reading;
    static Result<Compared> compare(const domain::Configuration& own, const Result<configuration::Document>& wanted);

    Read own_, other_;
    QString file_;
    configuration::Document wanted_;
    configuration::Differences differences_;
};

// The configuration of a platform as a document in a file, which comparing and `stewardctl` read: YAML where the name
// ends so, JSON otherwise. A file is whole or as it was before.
QFuture<Result<>> exportConfiguration(QFuture<Result<domain::Configuration>> configuration, QString path);

}  // namespace steward::models
