-- Usage events that were never sent before, BENCH_EVENTS of them in each request, of BENCH_TENANT. BENCH_RUN begins their
-- ids.
local count = tonumber(os.getenv("BENCH_EVENTS"))
local tenant = os.getenv("BENCH_TENANT")
local now = os.date("!%Y-%m-%dT%H:%M:%SZ")
local run = os.getenv("BENCH_RUN") .. "-"
local event = 0

wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
request = function()
    local events = {}
    for i = 1, count do
        event = event + 1
        events[i] = '{"id":"' .. run .. event .. '","tenantId":"' .. tenant .. '","metric":"bench' .. (i % 10) ..
            '","quantity":1,"occurredAt":"' .. now .. '"}'
    end
    return wrk.format(nil, nil, nil, '{"events":[' .. table.concat(events, ",") .. "]}")
end
