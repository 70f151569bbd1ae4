#include "views/reports/saved_reports.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "models/reports/report_templates.h"
#include "ui/buttons.h"
#include "ui/fields.h"
#include "ui/icons.h"
#include "ui/labels.h"
#include "ui/theme.h"

namespace steward::views {
namespace {

struct ReportTemplateWords {
    Q_DECLARE_TR_FUNCTIONS(ReportTemplateWords)
};

enum LineRole { ReportRole = Qt::UserRole + 1, TemplateRole };

// The names of the templates in resources/reports: here lupdate finds them.
[[maybe_unused]] constexpr const char* templateNames[] = {
    QT_TRANSLATE_NOOP("ReportTemplateWords", "Revenue by month and plan"),
    QT_TRANSLATE_NOOP("ReportTemplateWords", "Growth by month"),
    QT_TRANSLATE_NOOP("ReportTemplateWords", "Lost revenue and its share"),
    QT_TRANSLATE_NOOP("ReportTemplateWords", "The largest users by week"),
    QT_TRANSLATE_NOOP("ReportTemplateWords", "Tenants by number of users"),
    QT_TRANSLATE_NOOP("ReportTemplateWords", "Who did what")};

QString templateName(const models::ReportTemplate& one) {
    return ReportTemplateWords::tr(one.definition.name.c_str());
}

}  // namespace

SavedReports::SavedReports(QWidget* anchor, models::ReportBuilder& builder, const QString& whyNot)
    : ui::Popup(anchor),
      builder_(builder),
      search_(new ui::SearchField(tr("Find a report"))),
      list_(new QListWidget),
      note_(new ui::Text(tr("Loading…"), ui::TextStyle::small, ui::Tone::tertiary)) {
    setObjectName(QStringLiteral("savedReports"));
    search_->setObjectName(QStringLiteral("savedReportsSearch"));
    search_->setAccessibleName(tr("Find a report"));
    list_->setObjectName(QStringLiteral("savedReportsList"));
    list_->setAccessibleName(tr("Saved reports"));
    list_->setFixedSize(360, 300);
    list_->setFrameShape(QFrame::NoFrame);
    note_->setWordWrap(true);
    auto* row = new QHBoxLayout;
    auto* fresh = new ui::Button(tr("New report"));
    fresh->setObjectName(QStringLiteral("newReport"));
    fresh->setIconName(QStringLiteral("plus-lg"));
    auto* remove = new ui::Button(tr("Delete"), ui::ButtonVariant::dangerOutline);
    remove->setObjectName(QStringLiteral("deleteReport"));
    remove->setAccessibleName(tr("Delete the chosen report"));
    remove->setEnabled(false);
    remove->setToolTip(whyNot);
    auto* use = new ui::Button(tr("Open"), ui::ButtonVariant::primary);
    use->setObjectName(QStringLiteral("openReport"));
    use->setAccessibleName(tr("Open the chosen report"));
    use->setEnabled(false);
    row->addWidget(fresh);
    row->addStretch();
    row->addWidget(remove);
    row->addWidget(use);
    content()->addWidget(search_);
    content()->addWidget(list_);
    content()->addWidget(note_);
    content()->addLayout(row);
    connect(fresh, &QAbstractButton::clicked, this, [this] {
        builder_.startNew(builder_.definition().dataset);
        close();
    });
    connect(remove, &QAbstractButton::clicked, this, [this] {
        if (const auto* report = chosen()) builder_.removeSaved(report->id);
        close();
    });
    connect(list_, &QListWidget::currentItemChanged, this,
            [this, remove, use, may = whyNot.isEmpty()](const QListWidgetItem* item) {
                const bool isLine = item && item->flags() & Qt::ItemIsSelectable;
                remove->setEnabled(isLine && may && chosen());
                use->setEnabled(isLine);
            });
    const auto open = [this] {
        if (choose()) close();
    };
    connect(list_, &QListWidget::itemActivated, this, open);
    connect(use, &QAbstractButton::clicked, this, open);
    connect(search_, &QLineEdit::textChanged, this, &SavedReports::show);
    connect(this, &ui::Popup::closed, this, &QObject::deleteLater);
    ui::Popup::open();
    list_->setFocus(Qt::PopupFocusReason);
    load();
}

const contract::SavedReport* SavedReports::chosen() const {
    const auto* item = list_->currentItem();
    const QVariant at = item ? item->data(ReportRole) : QVariant();
    return at.isValid() ? &reports_[std::size_t(at.toInt())] : nullptr;
}

bool SavedReports::choose() {
    if (const auto* report = chosen()) {
        builder_.open(*report);
        return true;
    }
    const auto* item = list_->currentItem();
    const QVariant at = item ? item->data(TemplateRole) : QVariant();
    if (!at.isValid()) return false;
    const auto& one = models::reportTemplates()[std::size_t(at.toInt())];
    report::Definition definition = one.definition;
    definition.name = templateName(one).toStdString();
    builder_.startFrom(std::move(definition));
    builder_.run();
    return true;
}

void SavedReports::load() {
    client::whenReady(builder_.list(), this, [this](Result<contract::Page<contract::SavedReport>> page) {
        if (page) {
            reports_ = std::move(page->items);
            std::ranges::stable_sort(reports_, {}, &contract::SavedReport::folder);
            note_->setText(reports_.empty() ? tr("No report was saved yet.")
                                            : tr("%n saved report(s)", nullptr, int(reports_.size())));
        } else {
            note_->setText(QString::fromStdString(page.error().message));
        }
        show();
    });
}

void SavedReports::show() {
    list_->clear();
    const QString wanted = search_->text().trimmed();
    QString section;
    const auto add = [&](const QString& heading, const QString& name, int role, int at) {
        if (!heading.isEmpty() && heading != section) {
            auto* item = new QListWidgetItem(ui::icon(QStringLiteral("folder2-open")), heading, list_);
            item->setFlags(Qt::NoItemFlags);
            item->setFont(ui::Theme::current().font(ui::TextStyle::caption));
        }
        section = heading;
        auto* item = new QListWidgetItem(name, list_);
        item->setData(role, at);
    };
    for (std::size_t i = 0; i < reports_.size(); ++i) {
        const QString name = QString::fromStdString(reports_[i].name);
        const QString folder = QString::fromStdString(reports_[i].folder);
        if (name.contains(wanted, Qt::CaseInsensitive) || folder.contains(wanted, Qt::CaseInsensitive))
            add(folder, name, ReportRole, int(i));
    }
    const auto& templates = models::reportTemplates();
    for (std::size_t i = 0; i < templates.size(); ++i)
        if (const QString name = templateName(templates[i]); name.contains(wanted, Qt::CaseInsensitive))
            add(tr("Templates"), name, TemplateRole, int(i));
}

}  // namespace steward::views
