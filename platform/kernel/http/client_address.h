// Whose address a request is counted and recorded under when it comes through proxies.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/http/request.h"

namespace steward::kernel {

// "10.0.0.0/8, 192.168.1.7, fd00::/8". IPv4 addresses that are written as IPv6 are IPv4 addresses.
class AddressRanges {
public:
    // ErrorCode::invalid for what is no address or range.
    static Result<AddressRanges> parse(std::string_view list);
    bool contains(std::string_view address) const;
    bool isEmpty() const { return ranges_.empty(); }

private:
    struct Range {
        std::array<unsigned char, 16> start{};
        unsigned bits = 0;
    };
    std::vector<Range> ranges_;
};

// The rightmost address in the header `forwarded` (X-Forwarded-For, or Forwarded of RFC 7239) that is no trusted proxy;
// `peer` itself when that is none, so that nobody gives themselves another address. The other header is not looked at:
// a proxy passes on what it does not set.
std::string clientAddress(std::string peer, const TextPairs& headers, std::string_view forwarded,
                          const AddressRanges& trusted);

// What is counted as one client: an IPv4 address, the first 64 bits of an IPv6 address.
std::string countedAddress(std::string_view address);

}  // namespace steward::kernel
