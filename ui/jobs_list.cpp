#include "ui/jobs_list.h"

#include <QBoxLayout>
#include <QPainter>
#include <QStyledItemDelegate>

#include "ui/buttons.h"
#include "ui/icons.h"
#include "ui/item_roles.h"
#include "ui/paint.h"

namespace steward::ui {
namespace {

constexpr int runningHeight = 47;
constexpr int doneHeight = 36;

JobState stateOf(const QModelIndex& index) {
    return index.data(JobStateRole).value<JobState>();
}

class JobDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override {
        return {240, stateOf(index) == JobState::running ? runningHeight : doneHeight};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const Theme& theme = Theme::current();
        const JobState state = stateOf(index);
        const bool runs = state == JobState::running;
        const QRect row = option.rect;
        const bool isLast = index.row() == index.model()->rowCount() - 1;
        if (!isLast) painter->fillRect(QRect(row.left(), row.bottom(), row.width(), 1), theme.color("border.subtle"));
        QRect line(row.left() + 12, row.top() + (runs ? 8 : 0), row.width() - 20, runs ? 24 : doneHeight);
        if (!runs) {
            const bool failed = state == JobState::failed;
            paintIcon(painter, QRectF(line.left(), line.top() + (line.height() - 13) / 2.0, 13, 13),
                      failed ? QStringLiteral("x-circle-fill") : QStringLiteral("check-circle-fill"),
                      theme.kind(failed ? BadgeKind::bad : BadgeKind::ok).text);
            line.setLeft(line.left() + 21);
        }
        const QString action = index.data(ActionTextRole).toString();
        if (!action.isEmpty()) line.setRight(line.right() - textWidth(action, theme.font(TextStyle::smallStrong)) - 26);
        const QString more = index.data(SecondaryTextRole).toString();
        const QFont small = theme.font(TextStyle::small);
        const int moreWidth = textWidth(more, small);
        paintText(painter, line, more, small,
                  theme.color(runs ? ColorRole("text.secondary") : ColorRole("text.tertiary")),
                  Qt::AlignRight | Qt::AlignVCenter);
        paintText(painter, line.adjusted(0, 0, -moreWidth - 8, 0), index.data().toString(),
                  theme.font(runs ? TextStyle::bodyStrong : TextStyle::body), theme.color("text.primary"));
        if (!runs) return;
        const double share = index.data(ProgressRole).toDouble();
        paintBar(painter, QRectF(row.left() + 12, row.top() + 34, row.width() - 28, 4), share,
                 theme.color("accent.fill"));
    }
};

}  // namespace

JobsList::JobsList(QWidget* parent) : QListView(parent) {
    setItemDelegate(new JobDelegate(this));
    setSelectionMode(NoSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(NoFrame);
    setResizeMode(Adjust);
}

void JobsList::setModel(QAbstractItemModel* model) {
    QListView::setModel(model);
    connect(model, &QAbstractItemModel::rowsInserted, this, &JobsList::placeButtons);
    connect(model, &QAbstractItemModel::modelReset, this, &JobsList::placeButtons);
    connect(model, &QAbstractItemModel::dataChanged, this, &JobsList::placeButtons);
    placeButtons();
}

void JobsList::placeButtons() {
    for (int row = 0; row < model()->rowCount(); ++row) {
        const QPersistentModelIndex index(model()->index(row, 0));
        const QString text = index.data(ActionTextRole).toString();
        QWidget* place = indexWidget(index);
        auto* button = place ? place->findChild<Button*>() : nullptr;
        const bool isRunning = stateOf(index) == JobState::running;
        if (button && button->text() == text && place->property("runs").toBool() == isRunning) continue;
        if (place) setIndexWidget(index, nullptr);
        if (text.isEmpty()) continue;
        place = new QWidget;
        place->setProperty("runs", isRunning);
        auto* layout = new QHBoxLayout(place);
        layout->setContentsMargins(0, isRunning ? 8 : 6, 8, 0);
        button = new Button(text, ButtonVariant::ghost);
        button->setButtonSize(ButtonSize::small);
        button->setObjectName(QStringLiteral("jobAction%1").arg(row));
        button->setAccessibleName(text + u' ' + index.data().toString());
        layout->addWidget(button, 0, Qt::AlignRight | Qt::AlignTop);
        connect(button, &QAbstractButton::clicked, this, [this, index] { Q_EMIT actionTriggered(index); });
        setIndexWidget(index, place);
    }
    updateGeometry();
}

QSize JobsList::sizeHint() const {
    int height = 0;
    for (int row = 0; model() && row < model()->rowCount(); ++row)
        height += sizeHintForRow(row);
    return {320, qMin(height, 400)};
}

QSize JobsList::minimumSizeHint() const {
    return {200, qMin(sizeHint().height(), doneHeight)};
}

}  // namespace steward::ui
