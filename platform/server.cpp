#include "server.h"

#include <unistd.h>

#include "alerts/alert_routes.h"
#include "alerts/definition_handler.h"
#include "alerts/metrics_source.h"
#include "alerts/series_source.h"
#include "audit/audit_routes.h"
#include "base/ids.h"
#include "base/log.h"
#include "billing/billing_routes.h"
#include "branding/brand_handler.h"
#include "branding/brand_store.h"
#include "branding/branding_routes.h"
#include "dashboards/dashboard_routes.h"
#include "demo/load_generator.h"
#include "feed/feed.h"
#include "health/component_source.h"
#include "health/definition.h"
#include "health/health_routes.h"
#include "health/health_store.h"
#include "identity/identity_routes.h"
#include "kernel/health.h"
#include "kernel/http/limits.h"
#include "kernel/http/listener.h"
#include "kernel/http/load.h"
#include "kernel/job_routes.h"
#include "kernel/mail/mailer.h"
#include "kernel/outbox_bell.h"
#include "kernel/shared_rate_limiter.h"
#include "kernel/trace/otlp_exporter.h"
#include "lists/list_routes.h"
#include "logs/log_keeping.h"
#include "logs/log_routes.h"
#include "logs/own_logs.h"
#include "metrics/metrics_routes.h"
#include "plans/plan_routes.h"
#include "reference/reference_routes.h"
#include "report/dataset.h"
#include "reports/report_routes.h"
#include "reports/result_cache.h"
#include "schedules/definition.h"
#include "schedules/schedule_routes.h"
#include "series/live_series.h"
#include "series/series_routes.h"
#include "tenancy/subscription_plan_handler.h"
#include "tenancy/tenancy_routes.h"
#include "tenancy/tenant_handler.h"
#include "upkeep.h"
#include "users/role_handler.h"
#include "users/user_handler.h"
#include "users/users_routes.h"

namespace steward::platform {
namespace {

using kernel::Config;

// What the texts of mails are sealed for.
constexpr std::string_view mailPurpose = "outgoing mail";
// And the secrets of webhooks.
constexpr std::string_view channelPurpose = "alert channel";
// And those of buckets; and what links to reports are signed for.
constexpr std::string_view bucketPurpose = "report bucket", linkPurpose = "report link";

// The names of the tenants with these ids that are there for everybody.
Result<std::map<std::string, std::string>> tenantNames(sql::Connection& connection,
                                                       const std::vector<std::string>& ids) {
    static const std::string text =
        "SELECT t.name FROM tenants t WHERE t.id = ?1 AND :tenant(t.id) AND " + report::findDataset("tenants")->shown();
    const auto byId = sql::tenantOwned(text);
    std::map<std::string, std::string> names;
    for (const auto& id : ids) {
        STEWARD_TRY(const auto rows, connection.query(byId, sql::TenantScope::all(), sql::Params({id})));
        if (!rows.empty()) names[id] = std::string(rows[0].text(0));
    }
    return names;
}

Duration retentionOf(const Config& config) {
    return std::chrono::hours(24 * config.tenancy.retentionDays);
}

std::string urlOf(const Config& config, std::uint16_t port) {
    if (!config.publicUrl.empty()) return config.publicUrl;
    const bool isV6 = config.address.find(':') != std::string::npos;
    const std::string scheme = config.tls.certificate.empty() ? "http://" : "https://";
    return scheme + (isV6 ? "[" + config.address + "]" : config.address) + ":" + std::to_string(port);
}

void tellReady(int file, std::uint16_t port, int schema) {
    if (file < 0) return;
    const std::string line = json::write(json::Value{{"port", port}, {"pid", ::getpid()}, {"schema", schema}}) + "\n";
    if (::write(file, line.data(), line.size()) != static_cast<ssize_t>(line.size()))
        log::warning("the ready line could not be written");
    ::close(file);
}

// Steward's own programs and those of the configuration.
Result<identity::Clients> clientsOf(const Config& config) {
    identity::Clients clients = identity::standardClients();
    for (const auto& given : config.identity.clients) {
        const bool isNew = !given.id.empty() && !identity::findClient(clients, given.id);
        const bool isTold = given.backchannelLogoutUri.empty() || identity::mayBeNotified(given.backchannelLogoutUri);
        if (!isNew || !isTold || given.redirectUris.empty())
            return fail(ErrorCode::invalid, "The program '" + given.id + "' of identity.clients cannot be used.",
                        "It needs an id of its own, redirectUris, and a backchannelLogoutUri with https or none.");
        clients.push_back({given.id, given.name.empty() ? given.id : given.name, given.redirectUris, false,
                           given.backchannelLogoutUri});
    }
    return clients;
}

class Server {
public:
    Server(const Config& config, Store& store, identity::Options options)
        : config_(config),
          database_(store.database()),
          outbox_(database_, bus_, clock_),
          jobs_(io_, database_, bus_, clock_),
          router_(clock_, telemetry_),
          localLimiter_(config.limits.buckets),
          load_(io_, database_, telemetry_, config.load, config.databaseReaders),
          health_(database_, telemetry_),
          identity_(database_, clock_, withRooms(std::move(options))),
          mailer_(database_, telemetry_, clock_, config.mail, seal()),
          plans_(database_, jobs_, clock_, {config.environment, std::chrono::seconds(config.planLifetimeSeconds)},
                 {&planHandler_, &tenantHandler_, &roleHandler_, &brandHandler_, &userHandler_, &sloHandler_,
                  &alertRuleHandler_, &channelHandler_, &silenceHandler_, &componentHandler_, &windowHandler_,
                  &scheduleHandler_}),
          tenancy_(database_, plans_, clock_),
          users_(database_, plans_),
          roles_(database_, clock_),
          invitations_(identity_, mailer_),
          accounts_(identity_, mailer_),
          branding_(database_, clock_),
          audit_(database_, clock_),
          lists_(database_, clock_),
          dashboards_(database_, clock_),
          usage_(io_, database_, telemetry_),
          reports_(
              database_, [&store] { return store.connectReports(); }, clock_, limitsOf(config), results_),
          schedules_(io_, database_, telemetry_, jobs_, clock_, scheduleOptions(store)),
          intake_(io_, database_, bus_, telemetry_, clock_,
                  {.maxWaiting = static_cast<std::size_t>(config.logs.maxWaiting)}),
          logs_(
              database_, [&store] { return store.connect(); }, intake_, clock_, config.logs),
          feed_(io_, database_, bus_, identity_.authenticator(), telemetry_, config.feed),
          metrics_(io_, database_, bus_, telemetry_, clock_, sources()),
          series_(io_, database_, telemetry_, clock_, config.metrics, jobs_.node()),
          alerts_(io_, database_, telemetry_, clock_, allSeries_, alertOptions()),
          components_(io_, database_, telemetry_, clock_, allSeries_, componentOptions()),
          listener_(io_, router_, telemetry_, config.http) {}

    ~Server() { log::listen({}); }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    Result<std::uint16_t> start() {
        database_.onCommit([this](sql::Connection& connection) {
            outbox_.committed(connection);
            jobs_.wake();
            mailer_.wake();
        });
        if (!config_.redis.url.empty()) {
            redis_.emplace(io_, config_.redis, telemetry_);
            kernel::connectBell(outbox_, *redis_, io_);
            health_.watch("redis", [this] { return redis_->isUp(); });
        }
        shareMetrics();
        keepLogs();
        if (redis_) STEWARD_CHECK(redis_->start());
        STEWARD_CHECK(outbox_.start());
        if (!config_.tls.certificate.empty()) STEWARD_CHECK(secure());
        STEWARD_TRY(const auto port, listener_.listen(config_.address, static_cast<std::uint16_t>(config_.port)));
        identity_.setIssuer(urlOf(config_, port));
        STEWARD_CHECK(identity_.start());
        bindRoutes();
        feed_.setCatchUp([this] { return outbox_.catchUp(); });
        feed_.onAsked([this](const std::vector<feed::Feed::Asked>& all) { watchSeries(all); });
        exportTelemetry();
        STEWARD_CHECK(feed_.start());
        STEWARD_CHECK(metrics_.start());
        STEWARD_CHECK(series_.start());
        alerts_.start();
        components_.start();
        schedules_.start();
        plans_.start();
        load_.start();
        identity_.follow(bus_, io_);
        mailer_.start();
        branding_.follow(bus_);
        telemetry_.gauge("steward_queue_depth", "Jobs and messages that wait.", [this] { return queueDepth(); });
        io_.spawn([this] { return outbox_.follow(); });
        upkeep_.start();
        io_.spawn([this] { return resume(); });
        return port;
    }

    void startTraffic(std::uint16_t port) {
        traffic_.emplace(
            io_, database_, [this](std::string userId) { return mint(std::move(userId)); },
            demo::LoadOptions{.port = port});
        traffic_->start();
    }

    void run() {
        io_.onStopSignal([this] {
            if (stopping_) return io_.stop();
            stopping_ = true;
            log::info("stopping");
            io_.spawn([this] { return stop(); });
        });
        health_.ready();
        io_.run();
        mailer_.stop();
        database_.close();
        kernel::trace::stop();
        if (exporter_) exporter_->finish();
    }

private:
    // Sign-in pages look like the brand that a tenant has published; identity sends its mails.
    identity::Options withRooms(identity::Options options) {
        options.mail = [this](sql::Connection& db, const kernel::Mail& mail, Time now) -> Result<> {
            return mailer_.isConfigured() ? mailer_.enqueue(db, mail, now) : Result<>();
        };
        options.publishedBrand = [this](std::string tenantId) { return branding_.published(std::move(tenantId)); };
        return options;
    }

    kernel::Mailer::Seal seal() {
        return {[this](std::string_view text) { return identity_.seal(text, mailPurpose); },
                [this](std::string_view sealed) { return identity_.unseal(sealed, mailPurpose); }};
    }

    alerts::Options alertOptions() {
        alerts::Options options;
        options.node = jobs_.node();
        options.interval = std::chrono::milliseconds(config_.alerts.intervalMs);
        if (mailer_.isConfigured())
            options.mail = [this](sql::Connection& db, const kernel::Mail& mail, Time now) {
                return mailer_.enqueue(db, mail, now);
            };
        options.otherSilences = health::silencesOf;
        options.seal = [this](std::string_view text) { return identity_.seal(text, channelPurpose); };
        options.unseal = [this](std::string_view sealed) { return identity_.unseal(sealed, channelPurpose); };
        return options;
    }

    health::Options componentOptions() {
        health::Options options;
        options.node = jobs_.node();
        options.interval = std::chrono::milliseconds(config_.health.intervalMs);
        options.look = [this] { return health_.look(); };
        options.tenantNames = tenantNames;
        return options;
    }

    static reports::Limits limitsOf(const Config& config) {
        return {config.reports.mostRows, config.reports.mostCells, std::chrono::days(config.reports.snapshotDays)};
    }

    Result<report::FileBrand> brandOf(sql::Connection& db, const std::string& tenantId) const {
        report::FileBrand brand{config_.platformName, {}, {}};
        if (tenantId.empty()) return brand;
        STEWARD_TRY(const auto published, branding::publishedBrand(db, sql::TenantScope::one(tenantId), tenantId));
        if (!published) return brand;
        if (!published->productName.empty()) brand.productName = published->productName;
        brand.colour = published->primaryColour;
        brand.logoPng = published->logoPng;
        return brand;
    }

    static std::filesystem::path pdfProgramOf(const std::string& told) {
        if (!told.empty()) return told;
        std::error_code error;
        const auto beside = std::filesystem::read_symlink("/proc/self/exe", error).replace_filename("steward");
        return std::filesystem::exists(beside, error) ? beside : std::filesystem::path();
    }

    schedules::Options scheduleOptions(Store& store) {
        schedules::Options options;
        options.node = jobs_.node();
        options.config = config_.schedules;
        options.mail = config_.mail;
        options.workFolder = std::filesystem::path(config_.dataFolder) / "reports";
        options.connect = [&store] { return store.connectReports(); };
        options.limits = limitsOf(config_);
        options.brand = [this](sql::Connection& db, const std::string& tenantId) { return brandOf(db, tenantId); };
        options.pdfProgram = pdfProgramOf(config_.schedules.pdfProgram);
        options.url = [this] { return identity_.options().issuer; };
        if (mailer_.isConfigured())
            options.notify = [this](sql::Connection& db, const kernel::Mail& mail, Time now) {
                return mailer_.enqueue(db, mail, now);
            };
        options.seal = [this](std::string_view text) { return identity_.seal(text, bucketPurpose); };
        options.unseal = [this](std::string_view sealed) { return identity_.unseal(sealed, bucketPurpose); };
        options.sign = [this](std::string_view text) { return identity_.masterKey().derive(linkPurpose, text); };
        return options;
    }

    double queueDepth() const { return static_cast<double>(jobs_.waiting()) + static_cast<double>(outbox_.waiting()); }

    metrics::Sources sources() {
        metrics::Sources sources;
        sources.sessions = [this] { return static_cast<double>(identity_.openSessions()); };
        sources.queueDepth = [this] { return queueDepth(); };
        sources.feedClients = [this] { return static_cast<double>(feed_.clients()); };
        sources.feedEvents = [this] { return static_cast<double>(feed_.eventsSent()); };
        sources.tenantNames = tenantNames;
        return sources;
    }

    void limitRequests() {
        if (config_.limits.mode == "off") return;
        kernel::RateLimiter* limiter = &localLimiter_;
        if (config_.limits.mode == "redis") limiter = &sharedLimiter_.emplace(*redis_, localLimiter_, telemetry_);
        router_.setLimits(limits_.emplace(config_.limits, *limiter, telemetry_));
    }

    Result<> secure() {
        STEWARD_TRY(tls_, kernel::Tls::load(config_.tls));
        listener_.secure(*tls_);
        io_.onReloadSignal([this] { tls_->refresh(true); });
        health_.tell("certificate", [this] { return kernel::describeExpiry(tls_->expiry(), clock_.now()); });
        telemetry_.gauge("steward_tls_certificate_expiry_seconds", "When the certificate expires, since 1970.",
                         [this] { return std::chrono::duration<double>(tls_->expiry().time_since_epoch()).count(); });
        return {};
    }

    void bindRoutes() {
        router_.setAuthenticator(identity_.authenticator());
        router_.setLoad(load_);
        limitRequests();
        health_.bindRoutes(router_);
        identity::bindRoutes(router_, identity_);
        plans::bindRoutes(router_, plans_);
        tenancy::bindRoutes(router_, tenancy_);
        const users::Services services{users_, roles_, invitations_, accounts_, managed_};
        users::bindRoutes(router_, services);
        users::bindAccountPages(router_, identity_, services);
        branding::bindRoutes(router_, branding_);
        audit::bindRoutes(router_, audit_);
        reports::bindRoutes(router_, reports_);
        lists::bindRoutes(router_, lists_);
        dashboards::bindRoutes(router_, dashboards_);
        billing::bindRoutes(router_, usage_);
        reference::bindRoutes(router_);
        metrics::bindRoutes(router_, metrics_);
        series::bindRoutes(router_, series_);
        logs::bindRoutes(router_, logs_);
        alerts::bindRoutes(router_, alerts_);
        health::bindRoutes(router_, components_);
        schedules::bindRoutes(router_, schedules_);
        kernel::bindJobRoutes(router_, jobs_, database_);
        feed_.bind(listener_);
    }

    // What is written before the database serves waits in the queue.
    void keepLogs() {
        if (config_.logs.own)
            log::listen([this](log::Level level, const boost::json::object& line) {
                intake_.offer(logs::recordOf(level, line, clock_.now()));
            });
        if (config_.logs.requests != "off")
            router_.onAnswered([this](const kernel::Answered& answered) {
                if (logs::isKept(answered, config_.logs.requests))
                    intake_.offer(logs::recordOf(answered, clock_.now()));
            });
        if (redis_) {
            const std::string channel = redis_->key("logs");
            intake_.share(jobs_.node(), [this, channel](std::string text) {
                io_.spawn([this, channel, text = std::move(text)]() -> kernel::asio::awaitable<void> {
                    auto telling = redis_->ask({"PUBLISH", channel, text});
                    co_await std::move(telling);
                });
            });
            redis_->subscribe(channel, [this](std::string_view text) { intake_.heard(text); }, [] {});
        }
        logs::startKeeping(io_, database_, clock_, logs::keepingOf(config_.logs), jobs_.node());
        intake_.start();
    }

    // Nodes tell each other through Redis what they measure each second.
    void shareMetrics() {
        if (!redis_) return metrics_.share(jobs_.node(), {});
        const std::string channel = redis_->key("metrics");
        metrics_.share(jobs_.node(), [this, channel](std::string text) {
            io_.spawn([this, channel, text = std::move(text)]() -> kernel::asio::awaitable<void> {
                auto telling = redis_->ask({"PUBLISH", channel, text});
                co_await std::move(telling);
            });
        });
        redis_->subscribe(channel, [this](std::string_view text) { metrics_.heard(text); }, [] {});
        shareSeries();
    }

    void watchSeries(const std::vector<feed::Feed::Asked>& all) {
        std::vector<series::LiveQueries> queries;
        for (const auto& one : all)
            queries.push_back({one.stream, one.tenant, one.queries, one.interval});
        live_.watch(std::move(queries));
    }

    // And which samples of series they take.
    void shareSeries() {
        const std::string channel = redis_->key("series");
        series_.share([this, channel](std::string text) {
            io_.spawn([this, channel, text = std::move(text)]() -> kernel::asio::awaitable<void> {
                auto telling = redis_->ask({"PUBLISH", channel, text});
                co_await std::move(telling);
            });
        });
        redis_->subscribe(channel, [this](std::string_view text) { series_.heard(text); }, [] {});
    }

    void exportTelemetry() {
        if (config_.telemetry.endpoint.empty()) return;
        kernel::otlp::Resource resource{{"service.name", "stewardd"},
                                        {"service.version", STEWARD_VERSION},
                                        {"service.instance.id", randomHex(16)},
                                        {"deployment.environment.name", config_.environment}};
        exporter_ = std::make_shared<kernel::OtlpExporter>(config_.telemetry, std::move(resource), telemetry_);
        kernel::trace::start(exporter_, config_.telemetry.sampleRatio);
    }

    kernel::Async<std::string> mint(std::string userId) {
        auto starting = identity_.sessions().start(std::move(userId), std::string(identity::demoClient),
                                                   {clock_.now(), "pwd", "Demo traffic"});
        auto tokens = co_await std::move(starting);
        if (!tokens) co_return fail(std::move(tokens).error());
        co_return std::move(tokens->access_token);
    }

    kernel::asio::awaitable<void> resume() {
        auto resuming = jobs_.resume();
        const auto resumed = co_await std::move(resuming);
        if (!resumed) log::error("jobs could not be resumed", {{"detail", resumed.error().detail.c_str()}});
    }

    // Readiness first, so that balancers send nothing more; then what runs; then what is kept in memory.
    kernel::asio::awaitable<void> stop() {
        health_.drain();
        if (traffic_) traffic_->stop();
        co_await kernel::sleepFor(std::chrono::milliseconds(config_.http.drainDelayMs));
        jobs_.drain();
        co_await feed_.shutDown();
        co_await listener_.drain(std::chrono::milliseconds(config_.http.drainTimeoutMs));
        auto resting = upkeep_.stop();
        if (const auto rests = co_await std::move(resting); !rests)
            log::warning("the upkeep of the tables did not end well", {{"detail", rests.error().detail.c_str()}});
        auto closing = schedules_.stop();
        if (const auto closed = co_await std::move(closing); !closed)
            log::warning("the schedules of reports did not end well", {{"detail", closed.error().detail.c_str()}});
        auto leaving = components_.stop();
        if (const auto left = co_await std::move(leaving); !left)
            log::warning("the checks of components did not end well", {{"detail", left.error().detail.c_str()}});
        auto ending = alerts_.stop();
        if (const auto ended = co_await std::move(ending); !ended)
            log::warning("the evaluation of alerts did not end well", {{"detail", ended.error().detail.c_str()}});
        auto storing = metrics_.stop();
        co_await std::move(storing);
        live_.stop();
        auto storingSeries = series_.stop();
        co_await std::move(storingSeries);
        auto writing = intake_.stop();
        co_await std::move(writing);
        auto yielding = logs::yieldKeeping(database_, clock_, jobs_.node());
        co_await std::move(yielding);
        outbox_.stop();
        if (redis_) redis_->stop();
        io_.stop();
    }

    const Config& config_;
    SystemClock clock_;
    kernel::Database& database_;
    kernel::Io io_;
    kernel::Bus bus_;
    kernel::Telemetry telemetry_;
    std::optional<kernel::redis::Client> redis_;
    kernel::Outbox outbox_;
    kernel::Jobs jobs_;
    kernel::Router router_;
    kernel::LocalRateLimiter localLimiter_;
    std::optional<kernel::SharedRateLimiter> sharedLimiter_;
    std::optional<kernel::Limits> limits_;
    kernel::Load load_;
    std::unique_ptr<kernel::Tls> tls_;
    kernel::Health health_;
    tenancy::SubscriptionPlanHandler planHandler_;
    tenancy::TenantHandler tenantHandler_{clock_, retentionOf(config_)};
    branding::BrandHandler brandHandler_;
    users::RoleHandler roleHandler_;
    users::UserHandler userHandler_{clock_, retentionOf(config_)};
    alerts::DefinitionHandler<domain::AlertRule> alertRuleHandler_{clock_};
    alerts::DefinitionHandler<domain::Silence> silenceHandler_{clock_};
    alerts::DefinitionHandler<domain::Slo> sloHandler_{clock_};
    alerts::DefinitionHandler<domain::AlertChannel> channelHandler_{clock_};
    alerts::DefinitionHandler<domain::Component> componentHandler_{clock_};
    alerts::DefinitionHandler<domain::MaintenanceWindow> windowHandler_{clock_};
    schedules::ScheduleHandler scheduleHandler_{clock_};
    identity::IdentityService identity_;
    kernel::Mailer mailer_;
    plans::PlanService plans_;
    tenancy::TenancyService tenancy_;
    users::UserService users_;
    users::RoleService roles_;
    users::InvitationService invitations_;
    users::AccountService accounts_;
    users::ManagedUsers managed_{identity_};
    branding::BrandingService branding_;
    audit::AuditService audit_;
    lists::ListService lists_;
    dashboards::DashboardService dashboards_;
    billing::UsageIntake usage_;
    reports::ResultCache results_{telemetry_, static_cast<std::size_t>(config_.reports.cacheMegabytes) << 20};
    reports::ReportService reports_;
    schedules::ScheduleService schedules_;
    logs::LogIntake intake_;
    logs::LogService logs_;
    feed::Feed feed_;
    metrics::MetricsService metrics_;
    series::SeriesService series_;
    series::LiveSeries live_{io_, database_, series_.engine(), clock_,
                             [this](const std::string& stream, std::string json, Time at) {
                                 bus_.publish(stream, {}, std::move(json), at);
                             }};
    alerts::MetricsSource ownSeries_{metrics_, clock_};
    health::ComponentSource componentSeries_{ownSeries_, database_};
    alerts::SeriesSource allSeries_{componentSeries_, series_.engine()};
    alerts::AlertService alerts_;
    health::HealthService components_;
    Upkeep upkeep_{io_, database_, telemetry_, clock_, {config_.retention, retentionOf(config_)}, jobs_.node()};
    kernel::Listener listener_;
    std::optional<demo::LoadGenerator> traffic_;
    std::shared_ptr<kernel::OtlpExporter> exporter_;
    bool stopping_ = false;
};

}  // namespace

Result<demo::DemoCounts> loadDemo(kernel::Database& database, const Config& config, const demo::DemoOptions& options) {
    const Time now = SystemClock().now();
    return database.writeNow([&](sql::Connection& connection) -> Result<demo::DemoCounts> {
        auto counts = demo::loadDemoData(connection, options, now);
        if (!counts) return counts;
        STEWARD_CHECK(identity::giveDemoPasswords(connection, config.environment, now));
        if (counts->tenants > 0) STEWARD_CHECK(identity::setDemoSupportRules(connection));
        return counts;
    });
}

Result<identity::StoredKey> rotateKeys(kernel::Database& database, const Config& config) {
    STEWARD_TRY(const auto master,
                identity::MasterKey::open(std::filesystem::path(config.dataFolder) / "platform.key"));
    const Time now = SystemClock().now();
    return database.writeNow(
        [&](sql::Connection& connection) { return identity::publishNextKey(connection, master, now); });
}

Result<> serve(const Config& config, const kernel::Inherited& inherited,
               const std::optional<demo::DemoOptions>& demoData) {
    STEWARD_TRY(auto store, Store::open(config));
    identity::Options options;
    options.keyFile = config.keyFile.empty() ? std::filesystem::path(config.dataFolder) / "platform.key"
                                             : std::filesystem::path(config.keyFile);
    options.platformName = config.platformName;
    options.environment = config.environment;
    options.region = config.region;
    options.demoData = demoData.has_value();
    STEWARD_TRY(options.clients, clientsOf(config));
    options.signingKeyAge = std::chrono::hours(24 * config.identity.signingKeyDays);
    options.requireSecondFactor = enumFromName<domain::SecondFactorRule>(config.identity.requireSecondFactor)
                                      .value_or(options.requireSecondFactor);
    if (config.environment == "production")
        options.elevatedFor = std::chrono::minutes(config.identity.elevationMinutes);
    options.bootstrapEmail = config.bootstrapEmail;
    options.bootstrapPassword = config.bootstrapPassword;
    options.breachList = config.passwords.breachList;
    STEWARD_TRY(options.external, identity::readExternalOptions(config.oidc, config.keycloak));
    if (inherited.localJoinFd >= 0) {
        STEWARD_TRY(options.localJoinSecret, identity::readLocalJoinSecret(inherited.localJoinFd));
    }
    if (demoData) {
        STEWARD_TRY(const auto counts, loadDemo(store.database(), config, *demoData));
        if (counts.tenants > 0) log::info("demo data loaded", {{"tenants", counts.tenants}, {"usage", counts.usage}});
    }

    Server server(config, store, std::move(options));
    STEWARD_TRY(const auto port, server.start());
    if (demoData) server.startTraffic(port);
    log::info("serving", {{"address", config.address.c_str()}, {"port", port}, {"migrations", store.migrated()}});
    tellReady(inherited.readyFd, port, store.schema());
    server.run();
    log::info("stopped");
    return {};
}

}  // namespace steward::platform
