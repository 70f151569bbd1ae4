// The programs that may ask people to sign in, and where answers may be sent.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace steward::identity {

struct Client {
    std::string id;
    std::string name;
    // Compared as a whole, character by character.
    std::vector<std::string> redirectUris;
    // Public desktop programs (RFC 8252 section 7.3): http://127.0.0.1:<any port>/callback.
    bool loopbackRedirect = false;
    // Told when a session ends (backchannel.h).
    std::string backchannelLogoutUri = {};
};

using Clients = std::vector<Client>;

// Of the demo traffic that the platform makes itself. Nobody can sign in with it.
inline constexpr std::string_view demoClient = "steward-demo";

// "steward-console" and "stewardctl".
const Clients& standardClients();
const Client* findClient(const Clients& clients, std::string_view id);
bool mayRedirect(const Client& client, std::string_view uri);
// "http://127.0.0.1:1234" of a redirect URI, for the form-action of the sign-in page.
std::string originOf(std::string_view uri);

}  // namespace steward::identity
