// Views of lists and groups in them, for the people who read these lists.
#pragma once

#include "contract/endpoint.h"
#include "contract/list_messages.h"
#include "kernel/db/database.h"
#include "kernel/http/context.h"

namespace steward::lists {

class ListService {
public:
    // Both outlive the service.
    ListService(kernel::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

    kernel::Async<contract::ListViews> views(kernel::Context& context, contract::ListViewsRequest request);
    kernel::Async<contract::ListView> view(kernel::Context& context, std::string id);
    kernel::Async<contract::ListView> save(kernel::Context& context, contract::ListViewDraft draft);
    kernel::Async<contract::ListView> change(kernel::Context& context, contract::ListViewChange change);
    kernel::Async<contract::Nothing> remove(kernel::Context& context, std::string id);
    kernel::Async<contract::Groups> groups(kernel::Context& context, contract::GroupsRequest request);

private:
    kernel::Database& database_;
    const Clock& clock_;
};

}  // namespace steward::lists
