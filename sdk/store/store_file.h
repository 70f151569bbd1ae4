// The SQLite file behind an OfflineStore: its schema, and what happens when it is damaged. Used on the store's thread
// only.
#pragma once

#include <QCoreApplication>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "sql/connection.h"

namespace steward::store {

// What the store says to people.
struct StoreWords {
    Q_DECLARE_TR_FUNCTIONS(StoreWords)
};

class StoreFile {
public:
    struct Rebuilt {
        std::filesystem::path aside;
        int draftsMoved = 0;
        int draftsFound = 0;
    };

    // `key`: read and written encrypted with it, unless empty. A file that is not yet becomes so when it is opened.
    void setKey(std::string key);
    // Which datasets a snapshot is being taken of.
    std::set<std::string>& taking() { return taking_; }

    StoreFile(std::filesystem::path file, std::int64_t maxBytes, std::shared_ptr<const Clock> clock,
              std::function<void(const Rebuilt&)> onRebuilt);

    const std::filesystem::path& path() const { return file_; }
    const Clock& clock() const { return *clock_; }

    Result<> open();

    // `step` is called with the connection, opened if need be. When it fails because the file is damaged, the file is
    // rebuilt and the step called once more.
    template <class F>
    std::invoke_result_t<F&, sql::Connection&> with(F&& step) {
        if (!connection_) STEWARD_CHECK(open());
        auto outcome = step(*connection_);
        if (outcome || !turnsOutDamaged(outcome.error())) return outcome;
        STEWARD_CHECK(rebuild());
        return step(*connection_);
    }

private:
    bool turnsOutDamaged(const Error& error);
    Result<> rebuild();
    int moveDrafts(const std::filesystem::path& aside, int& found);

    std::filesystem::path file_;
    std::int64_t maxBytes_;
    std::shared_ptr<const Clock> clock_;
    std::function<void(const Rebuilt&)> onRebuilt_;
    std::string key_;
    std::string usedKey_;  // what the file is encrypted with; empty while it is not yet
    std::set<std::string> taking_;
    std::optional<sql::Connection> connection_;
};

// Where the rows of an unfinished snapshot of a table wait.
std::string stagingOf(std::string_view table);
// The table of sdk/report that holds a dataset's rows, or "" when there is no such dataset.
std::string tableOf(std::string_view dataset);
// The statements that create it. `name` replaces the table's own; its indexes are left out unless it is the own one.
std::string createTable(std::string_view table, std::string_view name);
std::string createIndexes(std::string_view table);

}  // namespace steward::store
