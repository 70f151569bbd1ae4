// What can be done to schedules: all of it ends in a plan; the secret of a bucket is set at once. GUI thread.
#pragma once

#include <QCoreApplication>

#include "ui/fields.h"
#include "ui/toast.h"
#include "views/alerts/alert_actions.h"
#include "views/common/words.h"
#include "views/schedules/schedule_form.h"

namespace steward::views {

struct ScheduleWords {
    Q_DECLARE_TR_FUNCTIONS(ScheduleWords)
};

template <>
struct AlertKind<domain::ReportSchedule> {
    using Form = ScheduleForm;
    static constexpr auto kind = domain::EntityKind::reportSchedule;
    static constexpr const auto& one = contract::getReportSchedule;
    static constexpr const auto& list = contract::listReportSchedules;
    static QString several(qint64 count) { return ScheduleWords::tr("%1 schedules").arg(countText(count)); }
};

class ScheduleActions final : public DefinitionActions<domain::ReportSchedule> {
public:
    using DefinitionActions::DefinitionActions;
    void setSecret(const domain::ReportSchedule& schedule) {
        const QString name = QString::fromStdString(schedule.name);
        auto* dialog =
            new FormDialog(context().shell.window(), ScheduleWords::tr("Secret of the bucket of %1").arg(name),
                           ScheduleWords::tr("Set secret"));
        auto* field = new ui::LineField;
        field->setLarge(true);
        field->setEchoMode(QLineEdit::Password);
        dialog->addField(QStringLiteral("/secret"), ScheduleWords::tr("Secret access key"), field,
                         ScheduleWords::tr("It is kept by the platform and never shown."));
        connect(dialog, &FormDialog::submitted, this, [this, dialog, field, id = schedule.id, name] {
            dialog->setBusy(true);
            contract::BucketSecret request{id, field->text().trimmed().toStdString()};
            client::whenReady(context().client.call(contract::setScheduleSecret, request), dialog,
                              [this, dialog, name](Result<domain::ReportSchedule> saved) {
                                  dialog->setBusy(false);
                                  if (!saved) return dialog->showError(saved.error());
                                  dialog->close(1);
                                  context().toasts.show(ui::BadgeKind::ok,
                                                        ScheduleWords::tr("Secret of %1 set").arg(name));
                                  Q_EMIT changed();
                              });
        });
        dialog->open(field);
    }
    void switchTo(const Choice& choice, bool enabled) {
        domain::PlanRequest change = request(choice, domain::Operation::change);
        change.patch = json::Object{{"enabled", enabled}};
        preview(std::move(change), enabled ? ScheduleWords::tr("Switch on %1").arg(about(choice))
                                           : ScheduleWords::tr("Switch off %1").arg(about(choice)));
    }
};

}  // namespace steward::views
