// CPU milliseconds of the report builder's pivot against a bare QTableView with Qt's own delegate over as many whole
// numbers, in turns in one process: to show a result, and to scroll a screen down and to the right. Ours spells numbers
// in the locale, tells group names once, and paints lines of subtotals, shades and totals.
//
//   bench_pivot [cells…]        1,000,000 unless told; as many lines as columns
#include <QApplication>
#include <QHeaderView>
#include <QScrollBar>
#include <QTableView>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <memory>

#include "report/result.h"
#include "ui/theme.h"
#include "views/reports/pivot_delegate.h"
#include "views/reports/pivot_model.h"

using namespace steward;

namespace {

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

std::int64_t numberAt(int row, int column) {
    return (std::int64_t(row) * 7919 + std::int64_t(column) * 104'729) % 9'999'991;
}

class Numbers : public QAbstractTableModel {
public:
    explicit Numbers(int side) : side_(side) {}
    int rowCount(const QModelIndex& parent) const override { return parent.isValid() ? 0 : side_; }
    int columnCount(const QModelIndex& parent) const override { return parent.isValid() ? 0 : side_; }
    QVariant data(const QModelIndex& index, int role) const override {
        if (role == Qt::TextAlignmentRole) return int(Qt::AlignRight | Qt::AlignVCenter);
        return role == Qt::DisplayRole ? QVariant(qlonglong(numberAt(index.row(), index.column()))) : QVariant();
    }

private:
    int side_;
};

// Groups of ten lines with their subtotals; one column group is a month.
report::Report reportOf(int side) {
    report::Report made;
    made.definition.dataset = "subscriptions";
    made.definition.rows = {{"region"}, {"plan"}};
    made.definition.columns = {{"month", report::Bucket::month}};
    made.definition.measures = {{"mrr", report::Aggregate::sum}};
    made.definition.highlights = {{"sum(mrr)", report::Highlighting::shade}};
    auto& table = made.table;
    table.rows = {{"region", "Region"}, {"plan", "Plan"}};
    table.columns = {{"month.month", "Month", report::FieldType::date, report::Bucket::month}};
    table.measures = {{"sum(mrr)", "Sum of MRR", report::FieldType::money, report::Bucket::none, "EUR"}};
    for (int column = 0; column < side; ++column)
        table.columnKeys.push_back({json::Value(std::int64_t(column) * 30)});
    for (int row = 0; row < side; ++row) {
        report::Line line;
        const bool isSubtotal = row % 11 == 10;
        line.kind = isSubtotal ? report::LineKind::subtotal : report::LineKind::leaf;
        line.keys = {json::Value("region " + std::to_string(row / 11))};
        if (!isSubtotal) line.keys.emplace_back("plan " + std::to_string(row));
        for (int column = 0; column <= side; ++column)
            line.cells.emplace_back(numberAt(row, column));
        table.lines.push_back(std::move(line));
    }
    return made;
}

void dress(QTableView& view) {
    view.setShowGrid(false);
    view.setWordWrap(false);
    view.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view.verticalHeader()->hide();
    view.verticalHeader()->setDefaultSectionSize(28);
    view.horizontalHeader()->setDefaultSectionSize(96);
    view.resize(window);
}

struct Contestant {
    const char* name;
    std::function<std::unique_ptr<QTableView>()> make;
};

void race(int cells) {
    const int side = int(std::lround(std::sqrt(double(cells))));
    const report::Report report = reportOf(side);
    Numbers numbers(side);
    views::PivotModel pivot;
    const Contestant contestants[] = {{"QTableView",
                                       [&] {
                                           auto view = std::make_unique<QTableView>();
                                           dress(*view);
                                           view->setModel(&numbers);
                                           return view;
                                       }},
                                      {"pivot", [&] {
                                           auto view = std::make_unique<QTableView>();
                                           dress(*view);
                                           pivot.setReport(&report);
                                           view->setModel(&pivot);
                                           view->setItemDelegate(new views::PivotDelegate(pivot, view.get()));
                                           return view;
                                       }}};
    std::unique_ptr<QTableView> views[2];
    const std::string rows = QLocale(QLocale::English).toString(side * side).toStdString() + " cells: ";
    const auto inTurns = [&](const std::string& title, int count, const auto& work) {
        std::vector<double> figures[2];
        for (int turn = -1; turn < count; ++turn)
            for (int i = 0; i < 2; ++i) {
                const double spent = cost([&] { work(contestants[i], views[i], turn); });
                if (turn >= 0) figures[i].push_back(spent);
            }
        for (const double share : {0.5, 0.99}) {
            if (share > 0.5 && count < screens) continue;
            for (int i = 0; i < 2; ++i)
                std::printf("| %-46s | %-12s | %9.2f ms | %6.2fx |\n",
                            (rows + title + (share > 0.5 ? ", p99" : "")).c_str(), contestants[i].name,
                            quantile(figures[i], share), quantile(figures[i], share) / quantile(figures[0], share));
        }
        std::fflush(stdout);
    };
    const auto settle = [](QTableView& view) {
        view.viewport()->repaint();
        view.horizontalHeader()->viewport()->repaint();
        QCoreApplication::processEvents();
    };
    inTurns("show", turns, [&](const Contestant& who, std::unique_ptr<QTableView>& view, int) {
        view.reset();
        view = who.make();
        view->show();
        settle(*view);
    });
    inTurns("scroll a screen down", screens, [&](const Contestant&, std::unique_ptr<QTableView>& view, int turn) {
        auto* bar = view->verticalScrollBar();
        const bool isEnd = turn < 0 || bar->value() == bar->maximum();
        bar->setValue(isEnd ? 0 : bar->value() + bar->pageStep());
        settle(*view);
    });
    inTurns("scroll a screen right", screens, [&](const Contestant&, std::unique_ptr<QTableView>& view, int turn) {
        auto* bar = view->horizontalScrollBar();
        const bool isEnd = turn < 0 || bar->value() == bar->maximum();
        bar->setValue(isEnd ? 0 : bar->value() + bar->pageStep());
        settle(*view);
    });
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
    if (counts.empty()) counts = {1'000'000};
    for (const int count : counts)
        race(count);
    return 0;
}
