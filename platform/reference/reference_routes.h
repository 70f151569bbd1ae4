// The documents of the API and the page that shows them: /openapi.json, /asyncapi.json, /docs. For anybody: they say
// what the contract says and nothing about this installation.
#pragma once

#include "kernel/http/router.h"

namespace steward::reference {

void bindRoutes(kernel::Router& router);

}  // namespace steward::reference
