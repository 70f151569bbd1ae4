#include "identity/clients.h"

#include <algorithm>
#include <charconv>

namespace steward::identity {
namespace {

bool isLoopbackCallback(std::string_view uri) {
    constexpr std::string_view start = "http://127.0.0.1:";
    constexpr std::string_view end = "/callback";
    if (!uri.starts_with(start) || !uri.ends_with(end) || uri.size() <= start.size() + end.size()) return false;
    const auto port = uri.substr(start.size(), uri.size() - start.size() - end.size());
    unsigned number = 0;
    const auto parsed = std::from_chars(port.data(), port.data() + port.size(), number);
    return parsed.ec == std::errc() && parsed.ptr == port.data() + port.size() && port.front() != '0' &&
           number <= 65535;
}

}  // namespace

const Clients& standardClients() {
    static const Clients clients{{"steward-console", "Steward console", {}, true},
                                 {"stewardctl", "Steward command line", {}, true}};
    return clients;
}

const Client* findClient(const Clients& clients, std::string_view id) {
    const auto found = std::find_if(clients.begin(), clients.end(), [&](const Client& c) { return c.id == id; });
    return found == clients.end() ? nullptr : &*found;
}

bool mayRedirect(const Client& client, std::string_view uri) {
    if (client.loopbackRedirect && isLoopbackCallback(uri)) return true;
    return std::find(client.redirectUris.begin(), client.redirectUris.end(), uri) != client.redirectUris.end();
}

std::string originOf(std::string_view uri) {
    const auto scheme = uri.find("://");
    if (scheme == std::string_view::npos) return {};
    return std::string(uri.substr(0, uri.find_first_of("/?#", scheme + 3)));
}

}  // namespace steward::identity
