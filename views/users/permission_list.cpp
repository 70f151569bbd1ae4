#include "views/users/permission_list.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QPainter>

#include "ui/icons.h"
#include "ui/labels.h"
#include "views/common/panel_parts.h"
#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;

namespace {

constexpr int columns = 2, factHeight = 26;

QString idOf(domain::Permission permission) {
    const auto name = enumName(permission);
    return QString::fromLatin1(name.data(), qsizetype(name.size()));
}

class Fact : public QWidget {
public:
    Fact(const QString& text, bool held) : text_(text), held_(held) {
        setFixedHeight(factHeight);
        setAccessibleName(held ? PermissionFacts::tr("%1: yes").arg(text) : PermissionFacts::tr("%1: no").arg(text));
    }

protected:
    void paintEvent(QPaintEvent*) override {
        const ui::Theme& theme = ui::Theme::current();
        QPainter painter(this);
        ui::paintIcon(&painter, QRectF(0, 6, 14, 14), held_ ? u"check-circle-fill"_s : u"dash"_s,
                      theme.color(held_ ? ui::ColorRole("success.fg") : ui::ColorRole("text.tertiary")));
        ui::paintText(&painter, rect().adjusted(24, 0, 0, 0), text_, theme.font(ui::TextStyle::body),
                      theme.color(held_ ? ui::ColorRole("text.primary") : ui::ColorRole("text.tertiary")));
    }

private:
    QString text_;
    bool held_;
};

}  // namespace

PermissionChoice::PermissionChoice(QWidget* parent) : QWidget(parent), grid_(new QGridLayout(this)) {
    grid_->setContentsMargins(0, 2, 0, 2);
    grid_->setVerticalSpacing(8);
    grid_->setHorizontalSpacing(16);
}

void PermissionChoice::offer(domain::PermissionSet all, domain::PermissionSet own) {
    chosen_ = chosen();
    clearLayout(grid_);
    boxes_.clear();
    for (const auto permission : all.form()) {
        if (permission == domain::Permission::signedIn) continue;
        auto* box = new QCheckBox(text(permission));
        box->setObjectName(u"permission."_s + idOf(permission));
        box->setChecked(chosen_.contains(permission));
        box->setEnabled(own.contains(permission));
        if (!own.contains(permission)) box->setToolTip(tr("You may not do this yourself, so you cannot give it."));
        const int at = int(boxes_.size());
        grid_->addWidget(box, at / columns, at % columns);
        boxes_.append({permission, box});
    }
}

void PermissionChoice::setChosen(domain::PermissionSet chosen) {
    chosen_ = chosen;
    for (const auto& [permission, box] : boxes_)
        box->setChecked(chosen.contains(permission));
}

domain::PermissionSet PermissionChoice::chosen() const {
    domain::PermissionSet set = chosen_;
    for (const auto& [permission, box] : boxes_) {
        set.erase(permission);
        if (box->isChecked()) set.insert(permission);
    }
    return set;
}

PermissionFacts::PermissionFacts(QWidget* parent) : QWidget(parent) {
    panelColumn(this);
}

void PermissionFacts::set(domain::PermissionSet all, domain::PermissionSet held) {
    if (all == all_ && held == held_) return;
    all_ = all;
    held_ = held;
    clearLayout(layout());
    for (const auto permission : all.form())
        if (permission != domain::Permission::signedIn)
            layout()->addWidget(new Fact(text(permission), held.contains(permission)));
}

}  // namespace steward::views
