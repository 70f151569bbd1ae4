// The places a person works in: the local platform, which is always there, and those they added. Each keeps its own
// sign-in, data and colour.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/result.h"
#include "base/time.h"

namespace steward::client {

enum class Environment { local, staging, production };
STEWARD_DESCRIBE_ENUM(Environment, local, staging, production)

struct Workspace {
    std::string id;  // "local", or "wsp_…"; names its folder and its key in the key store
    std::string name;
    std::string url;  // empty for the local platform
    Environment environment = Environment::production;
    std::optional<std::string> userName;  // who was signed in last
    std::optional<Time> lastUsedAt;
    bool isLocal() const { return environment == Environment::local && url.empty(); }
    bool operator==(const Workspace&) const = default;
};
STEWARD_DESCRIBE(Workspace, (id, name, url, environment, userName, lastUsedAt))

// Name and address as a person typed them: https, or http on a loopback address. Empty when they can be used.
std::vector<FieldError> check(const Workspace& workspace);

// Kept in `folder`/workspaces.json, replaced as a whole. One thread. Holds no secret.
class Workspaces {
public:
    // A missing file gives the local workspace alone. A damaged one is set aside as workspaces.json.damaged.
    static Result<Workspaces> load(const std::filesystem::path& folder);

    // The local workspace first, the others by name.
    const std::vector<Workspace>& all() const { return list_; }
    const Workspace* find(const std::string& id) const;
    // Gives it an id. ErrorCode::invalid with fields, conflict when its name is taken.
    Result<Workspace> add(Workspace workspace);
    Result<> change(const Workspace& workspace);
    // The local workspace stays.
    Result<> remove(const std::string& id);

    const std::filesystem::path& folder() const { return folder_; }
    // Where a workspace's offline store lies.
    std::filesystem::path storeFile(const Workspace& workspace) const;

private:
    explicit Workspaces(std::filesystem::path folder) : folder_(std::move(folder)) {}
    Result<> save(std::vector<Workspace> list);
    std::filesystem::path folder_;
    std::vector<Workspace> list_;
};

}  // namespace steward::client
