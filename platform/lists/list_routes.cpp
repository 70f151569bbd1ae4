#include "lists/list_routes.h"

#include "contract/endpoints.h"

namespace steward::lists {

using kernel::Context;

void bindRoutes(kernel::Router& router, ListService& service) {
    router.bind(contract::listViews,
                [&](Context& context, contract::ListViewsRequest request) { return service.views(context, request); });
    router.bind(contract::getView,
                [&](Context& context, contract::ById request) { return service.view(context, std::move(request.id)); });
    router.bind(contract::saveView, [&](Context& context, contract::ListViewDraft draft) {
        return service.save(context, std::move(draft));
    });
    router.bind(contract::changeView, [&](Context& context, contract::ListViewChange change) {
        return service.change(context, std::move(change));
    });
    router.bind(contract::deleteView, [&](Context& context, contract::ById request) {
        return service.remove(context, std::move(request.id));
    });
    router.bind(contract::countGroups, [&](Context& context, contract::GroupsRequest request) {
        return service.groups(context, std::move(request));
    });
}

}  // namespace steward::lists
