#include "client/workspace.h"

#include <QCoreApplication>
#include <QUrl>
#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/ids.h"
#include "base/json.h"
#include "base/safe_file.h"
#include "client/address.h"

namespace steward::client {
namespace {

constexpr std::string_view fileName = "workspaces.json";
constexpr std::string_view localId = "local";
constexpr std::size_t longestName = 60;

struct Document {
    std::vector<Workspace> workspaces;
};
STEWARD_DESCRIBE(Document, (workspaces))

struct WorkspaceWords {
    Q_DECLARE_TR_FUNCTIONS(WorkspaceWords)
};

Workspace localWorkspace() {
    return {std::string(localId), WorkspaceWords::tr("Local platform").toStdString(), {}, Environment::local, {}, {}};
}

void order(std::vector<Workspace>& list) {
    if (std::ranges::none_of(list, [](const Workspace& w) { return w.id == localId; }))
        list.push_back(localWorkspace());
    std::ranges::sort(list, [](const Workspace& a, const Workspace& b) {
        return std::pair(a.id != localId, a.name) < std::pair(b.id != localId, b.name);
    });
}

Error nameTaken() {
    return {ErrorCode::conflict,
            WorkspaceWords::tr("There is a workspace of this name already.").toStdString(),
            {},
            {},
            {{"/name", WorkspaceWords::tr("is taken").toStdString()}}};
}

}  // namespace

std::vector<FieldError> check(const Workspace& workspace) {
    std::vector<FieldError> errors;
    if (workspace.name.empty() || workspace.name.size() > longestName)
        errors.push_back({"/name", WorkspaceWords::tr("must have 1 to 60 characters").toStdString()});
    if (!workspace.isLocal() && !mayCarryTokens(QUrl(QString::fromStdString(workspace.url), QUrl::StrictMode)))
        errors.push_back({"/url", WorkspaceWords::tr("must begin with https").toStdString()});
    return errors;
}

Result<Workspaces> Workspaces::load(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    Workspaces workspaces(folder);
    const auto file = folder / fileName;
    if (!std::filesystem::exists(file, error)) {
        order(workspaces.list_);
        return workspaces;
    }
    std::ifstream stream(file, std::ios::binary);
    std::stringstream text;
    text << stream.rdbuf();
    if (!stream)
        return fail(ErrorCode::storage, WorkspaceWords::tr("The list of workspaces could not be read.").toStdString(),
                    file.string());
    auto document = json::read<Document>(text.str());
    if (document) {
        workspaces.list_ = std::move(document->workspaces);
    } else {
        std::filesystem::rename(file, file.string() + ".damaged", error);
        if (error)
            return fail(ErrorCode::storage, WorkspaceWords::tr("The list of workspaces is damaged.").toStdString(),
                        error.message());
    }
    order(workspaces.list_);
    return workspaces;
}

const Workspace* Workspaces::find(const std::string& id) const {
    const auto found = std::ranges::find(list_, id, &Workspace::id);
    return found == list_.end() ? nullptr : &*found;
}

Result<Workspace> Workspaces::add(Workspace workspace) {
    if (auto errors = check(workspace); !errors.empty())
        return fail(Error{ErrorCode::invalid,
                          WorkspaceWords::tr("The workspace cannot be added as it is.").toStdString(),
                          {},
                          {},
                          std::move(errors)});
    if (std::ranges::find(list_, workspace.name, &Workspace::name) != list_.end()) return fail(nameTaken());
    workspace.id = newId("wsp", SystemClock().now());
    auto list = list_;
    list.push_back(workspace);
    STEWARD_CHECK(save(std::move(list)));
    return workspace;
}

Result<> Workspaces::change(const Workspace& workspace) {
    if (auto errors = check(workspace); !errors.empty())
        return fail(Error{ErrorCode::invalid,
                          WorkspaceWords::tr("The workspace cannot be changed like this.").toStdString(),
                          {},
                          {},
                          std::move(errors)});
    auto list = list_;
    const auto found = std::ranges::find(list, workspace.id, &Workspace::id);
    if (found == list.end())
        return fail(ErrorCode::notFound, WorkspaceWords::tr("There is no such workspace.").toStdString(), workspace.id);
    if (std::ranges::any_of(list, [&](const Workspace& w) { return w.id != workspace.id && w.name == workspace.name; }))
        return fail(nameTaken());
    *found = workspace;
    return save(std::move(list));
}

Result<> Workspaces::remove(const std::string& id) {
    if (id == localId)
        return fail(ErrorCode::conflict, WorkspaceWords::tr("The local platform cannot be removed.").toStdString());
    auto list = list_;
    if (std::erase_if(list, [&](const Workspace& w) { return w.id == id; }) == 0)
        return fail(ErrorCode::notFound, WorkspaceWords::tr("There is no such workspace.").toStdString(), id);
    return save(std::move(list));
}

std::filesystem::path Workspaces::storeFile(const Workspace& workspace) const {
    return folder_ / workspace.id / "offline.db";
}

Result<> Workspaces::save(std::vector<Workspace> list) {
    order(list);
    STEWARD_TRY(SafeFile file, SafeFile::create(folder_ / fileName));
    STEWARD_CHECK(file.write(json::write(Document{list})));
    STEWARD_CHECK(file.commit());
    list_ = std::move(list);
    return {};
}

}  // namespace steward::client
