wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"definition":{"name":"Usage by metric and day","dataset":"usage","rows":[{"field":"metric","bucket":"none"},' ..
    '{"field":"day","bucket":"day"}],"measures":[{"field":"quantity","aggregate":"sum"}]}}'
