// OpenID Connect endpoints and the identity endpoints of the contract.
#pragma once

#include "identity/identity_service.h"
#include "kernel/http/router.h"

namespace steward::identity {

// Discovery, keys, token, revocation, userinfo, end of session, local join.
void bindOidcRoutes(kernel::Router& router, IdentityService& identity);
// /oauth/authorize: the sign-in page and its form.
void bindSignInRoutes(kernel::Router& router, IdentityService& identity);
// me, listUsers, getUser.
void bindUserRoutes(kernel::Router& router, IdentityService& identity);
// Sessions: the own ones and those of users.
void bindSessionRoutes(kernel::Router& router, IdentityService& identity);
void bindApiKeyRoutes(kernel::Router& router, IdentityService& identity);
void bindSupportRoutes(kernel::Router& router, IdentityService& identity);
// The second factor by the API.
void bindSecondFactorRoutes(kernel::Router& router, IdentityService& identity);
// /account/security: the same for a browser.
void bindAccountRoutes(kernel::Router& router, IdentityService& identity);
// /device: where a person types what a device shows.
void bindDeviceRoutes(kernel::Router& router, IdentityService& identity);

// What another issuer calls: back-channel logout. Nothing without one.
void bindExternalRoutes(kernel::Router& router, IdentityService& identity);

// All of them. `identity` outlives the router.
void bindRoutes(kernel::Router& router, IdentityService& identity);

}  // namespace steward::identity
