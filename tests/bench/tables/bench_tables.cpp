// CPU milliseconds of a table against a bare QTableView with Qt's own delegate over the same rows, in turns in one
// process, so that only ratios are read. Ours paints logos, badges, figures and sparklines where the bare one paints
// texts. Then the list of tenants as the console has it, its pages answered at once by a platform that is not there.
//
//   bench_tables [rows…]        100,000 and 1,000,000 unless told
#include <QApplication>
#include <QHeaderView>
#include <QScrollBar>
#include <QTableView>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "rows.h"
#include "ui/table.h"
#include "ui/theme.h"
#include "views/tenants/tenants_table.h"

using namespace steward;
using namespace steward::bench;

namespace {

constexpr int tenantCount = 100'000;
constexpr int turns = 9;
constexpr int screens = 200;
const QSize window(1280, 800);

double cpuMilliseconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

template <class Work>
double cost(const Work& work) {
    const double before = cpuMilliseconds();
    work();
    return cpuMilliseconds() - before;
}

double quantile(std::vector<double> values, double share) {
    std::ranges::sort(values);
    return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

// What was asked for is on the screen, and nothing is left to do.
void settle(QTableView& view) {
    view.viewport()->repaint();
    QCoreApplication::processEvents();
}

struct Contestant {
    const char* name;
    std::function<std::unique_ptr<QTableView>()> make;  // a new view of the model, not shown yet
    std::function<void(bool)> filter;
    std::function<void(Qt::SortOrder)> sort;
    std::function<void(QTableView&)> arrive = settle;
};

using Figures = std::vector<std::vector<double>>;  // of each contestant; the bare one first

void print(const std::string& title, const std::vector<Contestant>& contestants, const Figures& figures) {
    const auto line = [&](const std::string& what, double share) {
        for (std::size_t i = 0; i < contestants.size(); ++i) {
            const double value = quantile(figures[i], share);
            std::printf("| %-46s | %-12s | %9.2f ms | %6.2fx |\n", (title + what).c_str(), contestants[i].name, value,
                        value / quantile(figures[0], share));
        }
    };
    line("", 0.5);
    if (figures[0].size() >= std::size_t(screens)) line(", p99", 0.99);
    std::fflush(stdout);
}

void race(const std::string& rows, const std::vector<Contestant>& contestants) {
    std::vector<std::unique_ptr<QTableView>> views(contestants.size());
    const auto inTurns = [&](int count, const auto& work) {
        Figures figures(contestants.size());
        for (int turn = -1; turn < count; ++turn) {
            for (std::size_t i = 0; i < contestants.size(); ++i) {
                const double spent = work(contestants[i], views[i], turn);
                if (turn >= 0) figures[i].push_back(spent);
            }
        }
        return figures;
    };
    print(rows + "show", contestants, inTurns(turns, [&](const auto& who, auto& view, int) {
              view.reset();
              return cost([&] {
                  view = who.make();
                  view->resize(window);
                  view->show();
                  who.arrive(*view);
              });
          }));
    print(rows + "scroll a screen", contestants, inTurns(screens, [&](const auto& who, auto& view, int turn) {
              QScrollBar* bar = view->verticalScrollBar();
              if (turn < 0) bar->setValue(0);
              return cost([&] {
                  bar->setValue(bar->value() + bar->pageStep());
                  who.arrive(*view);
              });
          }));
    print(rows + "filter to 5 %", contestants, inTurns(turns, [&](const auto& who, auto& view, int) {
              const double spent = cost([&] {
                  who.filter(true);
                  who.arrive(*view);
              });
              who.filter(false);
              who.arrive(*view);
              return spent;
          }));
    print(rows + "sort", contestants, inTurns(turns, [&](const auto& who, auto& view, int turn) {
              return cost([&] {
                  who.sort(turn % 2 == 0 ? Qt::AscendingOrder : Qt::DescendingOrder);
                  who.arrive(*view);
              });
          }));
}

std::unique_ptr<QTableView> bareView(QAbstractItemModel* model) {
    auto view = std::make_unique<QTableView>();
    view->setShowGrid(false);
    view->setWordWrap(false);
    view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->verticalHeader()->hide();
    view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    view->verticalHeader()->setDefaultSectionSize(36);
    view->setModel(model);
    for (int column = 0; column < model->columnCount(); ++column)
        view->setColumnWidth(column, window.width() / model->columnCount() - 4);
    return view;
}

std::unique_ptr<QTableView> ourView(QAbstractItemModel* model, const QList<ui::Column>& columns) {
    auto view = std::make_unique<ui::TableView>();
    view->setModel(model);
    view->setColumns(columns);
    return view;
}

Contestant bare(PlainRows& rows) {
    return {"QTableView", [&rows] { return bareView(&rows); }, [&rows](bool on) { rows.filter(on); },
            [&rows](Qt::SortOrder order) { rows.sort(Mrr, order); }};
}

void inMemory(int count) {
    using Kind = ui::ColumnKind;
    PlainRows plain(count);
    RichRows rich(count);
    Contestant ours = bare(rich);
    ours.name = "TableView";
    ours.make = [&rich] {
        return ourView(&rich, {{Kind::logo, 220, true},
                               {Kind::badge, 120},
                               {Kind::secondary, 100},
                               {Kind::figure, 90},
                               {Kind::figure, 110},
                               {Kind::secondary, 110},
                               {Kind::sparkline, 110},
                               {Kind::secondary, 110}});
    };
    race(QLocale(QLocale::English).toString(count).toStdString() + " rows: ", {bare(plain), ours});
}

// Answers at once, from memory, as the platform would; cursors are row numbers.
class FakePlatform {
public:
    FakePlatform() {
        for (int i = 0; i < tenantCount; ++i) {
            all_.push_back(tenantAt(i));
            if (all_.back().users < 100) few_.push_back(all_.back());
        }
    }
    models::TenantsSource source() {
        models::TenantsSource source;
        source.list = [this](contract::ListRequest request) { return client::readyFuture(page(request)); };
        source.requests = [](contract::TenantRequestsRequest request) {
            return client::readyFuture(requests(QString::fromStdString(request.tenantIds)));
        };
        return source;
    }

private:
    Result<contract::Page<domain::Tenant>> page(const contract::ListRequest& request) const {
        const auto& list = request.filter ? few_ : all_;
        const auto from = static_cast<std::size_t>(request.cursor ? std::stoi(*request.cursor) : 0);
        const auto to = std::min(list.size(), from + static_cast<std::size_t>(request.limit.value_or(50)));
        contract::Page<domain::Tenant> page;
        page.items.assign(list.begin() + static_cast<std::ptrdiff_t>(from),
                          list.begin() + static_cast<std::ptrdiff_t>(to));
        if (to < list.size()) page.nextCursor = std::to_string(to);
        page.total = static_cast<std::int64_t>(list.size());
        return page;
    }
    static Result<contract::MetricRange> requests(const QString& ids) {
        contract::MetricRange range;
        for (const QString& id : ids.split(u',')) {
            domain::MetricSeries series;
            series.tenantId = id.toStdString();
            for (const qreal value : requestsAt(id.mid(4).toInt()))
                series.values.push_back(value);
            range.series.push_back(std::move(series));
        }
        return range;
    }

    std::vector<domain::Tenant> all_, few_;
};

// Until the rows that are looked at are here: a page comes in several turns of the event loop.
void arrivePaged(QTableView& view, const models::TenantsModel& model) {
    for (int turn = 0; turn < 1000; ++turn) {
        QCoreApplication::processEvents();
        const int top = view.rowAt(0);
        const int bottom = view.rowAt(view.viewport()->height() - 1);
        if (!model.isBusy() && model.isHere(top) && model.isHere(bottom < 0 ? model.rowCount() - 1 : bottom))
            return settle(view);
    }
    std::fprintf(stderr, "The rows did not arrive.\n");
    std::exit(1);
}

void paged() {
    PlainRows plain(tenantCount);
    FakePlatform platform;
    std::unique_ptr<models::TenantsModel> model;
    std::unique_ptr<views::TenantsTable> decorated;
    Contestant ours{"TenantsModel",
                    [&] {
                        decorated.reset();
                        model = std::make_unique<models::TenantsModel>(platform.source());
                        decorated = std::make_unique<views::TenantsTable>(model.get());
                        model->restart();
                        return ourView(decorated.get(), views::TenantsTable::columns());
                    },
                    [&](bool on) { model->setFilter(on ? QStringLiteral("users<100") : QString()); },
                    [&](Qt::SortOrder order) { model->sort(models::TenantsModel::Mrr, order); },
                    [&](QTableView& view) { arrivePaged(view, *model); }};
    race("100,000 tenants in pages: ", {bare(plain), ours});
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    ui::Theme::current().apply(ui::ThemeKind::light);
    std::printf("| %-46s | %-12s | %-12s | %-7s |\n| --- | --- | ---: | ---: |\n", "CPU, medians", "table", "time",
                "ratio");
    std::vector<int> counts;
    for (int i = 1; i < argc; ++i)
        counts.push_back(std::atoi(argv[i]));
    if (counts.empty()) counts = {100'000, 1'000'000};
    for (const int count : counts)
        inMemory(count);
    paged();
    return 0;
}
