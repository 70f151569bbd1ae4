<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AlertWords</name>
    <message numerus="yes">
        <source>%1 over %n day(s)</source>
        <translation>
            <numerusform>%1 over %n day</numerusform>
            <numerusform>%1 over %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DashboardDialogs</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Every %n second(s)</source>
        <translation>
            <numerusform>Every second</numerusform>
            <numerusform>Every %n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Every %n minute(s)</source>
        <translation>
            <numerusform>Every minute</numerusform>
            <numerusform>Every %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n panel(s)</source>
        <translation>
            <numerusform>%n panel</numerusform>
            <numerusform>%n panels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” with %n panel(s).</source>
        <translation>
            <numerusform>“%1” with %n panel.</numerusform>
            <numerusform>“%1” with %n panels.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) were left out:</source>
        <translation>
            <numerusform>%n thing was left out:</numerusform>
            <numerusform>%n things were left out:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) each</source>
        <translation>
            <numerusform>%n second each</numerusform>
            <numerusform>%n seconds each</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) each</source>
        <translation>
            <numerusform>%n minute each</numerusform>
            <numerusform>%n minutes each</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Complete: %n row(s), the latest first.</source>
        <translation>
            <numerusform>Complete: %n row.</numerusform>
            <numerusform>Complete: %n rows, the latest first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The latest %n row(s); there are more.</source>
        <translation>
            <numerusform>The latest %n row; there are more.</numerusform>
            <numerusform>The latest %n rows; there are more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HealthWords</name>
    <message numerus="yes">
        <source>%n component(s)</source>
        <translation>
            <numerusform>%n component</numerusform>
            <numerusform>%n components</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanWords</name>
    <message numerus="yes">
        <source>%n user(s)</source>
        <translation>
            <numerusform>%n user</numerusform>
            <numerusform>%n users</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n API key(s)</source>
        <translation>
            <numerusform>%n API key</numerusform>
            <numerusform>%n API keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n role(s)</source>
        <translation>
            <numerusform>%n role</numerusform>
            <numerusform>%n roles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n saved report(s)</source>
        <translation>
            <numerusform>%n saved report</numerusform>
            <numerusform>%n saved reports</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n support access(es)</source>
        <translation>
            <numerusform>%n support access</numerusform>
            <numerusform>%n support accesses</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) end</source>
        <translation>
            <numerusform>%n session ends</numerusform>
            <numerusform>%n sessions end</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n API key(s) end</source>
        <translation>
            <numerusform>%n API key ends</numerusform>
            <numerusform>%n API keys end</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tenant(s) have this plan and keep what they have</source>
        <translation>
            <numerusform>%n tenant has this plan and keeps what it has</numerusform>
            <numerusform>%n tenants have this plan and keep what they have</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n user(s) have other rights from the next request on</source>
        <translation>
            <numerusform>%n user has other rights from the next request on</numerusform>
            <numerusform>%n users have other rights from the next request on</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert rule(s) lose the objective that is watched</source>
        <translation>
            <numerusform>%n alert rule loses the objective that is watched</numerusform>
            <numerusform>%n alert rules lose the objective that is watched</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) end</source>
        <translation>
            <numerusform>%n alert ends</numerusform>
            <numerusform>%n alerts end</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fits %n alert(s) now</source>
        <translation>
            <numerusform>Fits %n alert now</numerusform>
            <numerusform>Fits %n alerts now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n component(s) lose a dependency</source>
        <translation>
            <numerusform>%n component loses a dependency</numerusform>
            <numerusform>%n components lose a dependency</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n component(s) are in maintenance meanwhile</source>
        <translation>
            <numerusform>%n component is in maintenance meanwhile</numerusform>
            <numerusform>%n components are in maintenance meanwhile</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportWords</name>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> and %n more</numerusform>
            <numerusform> and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n week(s)</source>
        <translation>
            <numerusform>%n week</numerusform>
            <numerusform>%n weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n month(s)</source>
        <translation>
            <numerusform>%n month</numerusform>
            <numerusform>%n months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n quarter(s)</source>
        <translation>
            <numerusform>%n quarter</numerusform>
            <numerusform>%n quarters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n year</numerusform>
            <numerusform>%n years</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TooltipWords</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::app::Elevation</name>
    <message numerus="yes">
        <source>Changes are open until %1 UTC, %n minute(s) left</source>
        <comment>a time of day</comment>
        <translation>
            <numerusform>Changes are open until %1 UTC, %n minute left</numerusform>
            <numerusform>Changes are open until %1 UTC, %n minutes left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::app::HeaderBar</name>
    <message numerus="yes">
        <source>Notifications, %n new</source>
        <translation>
            <numerusform>Notifications, %n new</numerusform>
            <numerusform>Notifications, %n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::app::MainWindow</name>
    <message numerus="yes">
        <source>%n sign-in(s) ended</source>
        <translation>
            <numerusform>%n sign-in ended</numerusform>
            <numerusform>%n sign-ins ended</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s) wait for you</source>
        <translation>
            <numerusform>%n draft waits for you</numerusform>
            <numerusform>%n drafts wait for you</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::app::SupportBanner</name>
    <message numerus="yes">
        <source>%n minute(s) left</source>
        <translation>
            <numerusform>%n minute left</numerusform>
            <numerusform>%n minutes left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::ui::CategoryChart</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n categories</source>
        <translation>
            <numerusform>%n category</numerusform>
            <numerusform>%n categories</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::views::AlertsPage</name>
    <message numerus="yes">
        <source>Rules were evaluated %1 late; %n round(s) were left out.</source>
        <translation>
            <numerusform>Rules were evaluated %1 late; %n round was left out.</numerusform>
            <numerusform>Rules were evaluated %1 late; %n rounds were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s) could not be answered: their series have no values.</source>
        <translation>
            <numerusform>%n rule could not be answered: its series has no values.</numerusform>
            <numerusform>%n rules could not be answered: their series have no values.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::views::BrandingPage</name>
    <message numerus="yes">
        <source>%n change(s) since v%1</source>
        <translation>
            <numerusform>%n change since v%1</numerusform>
            <numerusform>%n changes since v%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s), not published yet</source>
        <translation>
            <numerusform>%n change, not published yet</numerusform>
            <numerusform>%n changes, not published yet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::views::DashboardPage</name>
    <message numerus="yes">
        <source>%n panel(s), live, one value a second</source>
        <translation>
            <numerusform>%n panel, live, one value a second</numerusform>
            <numerusform>%n panels, live, one value a second</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n panel(s), waiting for the platform</source>
        <translation>
            <numerusform>%n panel, waiting for the platform</numerusform>
            <numerusform>%n panels, waiting for the platform</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n panel(s), paused</source>
        <translation>
            <numerusform>%n panel, paused</numerusform>
            <numerusform>%n panels, paused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) copied</source>
        <translation>
            <numerusform>%n row copied</numerusform>
            <numerusform>%n rows copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n panel(s), live, up to ten values a second</source>
        <translation>
            <numerusform>%n panel, live, up to ten values a second</numerusform>
            <numerusform>%n panels, live, up to ten values a second</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::views::DashboardView</name>
    <message numerus="yes">
        <source>%1, %n entities</source>
        <translation>
            <numerusform>%1, %n entity</numerusform>
            <numerusform>%1, %n entities</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::views::DraftsPage</name>
    <message numerus="yes">
        <source>Apply %n draft(s)</source>
        <translation>
            <numerusform>Apply %n draft</numerusform>
            <numerusform>Apply %n drafts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Apply %n…</source>
        <translation>
            <numerusform>Apply %n…</numerusform>
            <numerusform>Apply %n…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::views::EnvironmentsPage</name>
    <message numerus="yes">
        <source>Promote %n…</source>
        <translation>
            <numerusform>Promote %n…</numerusform>
            <numerusform>Promote %n…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::views::FilterEditor</name>
    <message numerus="yes">
        <source>%n week(s)</source>
        <translation>
            <numerusform>%n week</numerusform>
            <numerusform>%n weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n month(s)</source>
        <translation>
            <numerusform>%n month</numerusform>
            <numerusform>%n months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n quarter(s)</source>
        <translation>
            <numerusform>%n quarter</numerusform>
            <numerusform>%n quarters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n year</numerusform>
            <numerusform>%n years</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::views::HealthPage</name>
    <message numerus="yes">
        <source>Checks are late: %n wait(s) for others to end.</source>
        <translation>
            <numerusform>Checks are late: %n waits for others to end.</numerusform>
            <numerusform>Checks are late: %n wait for others to end.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::views::ImportDialog</name>
    <message numerus="yes">
        <source>%n column(s)</source>
        <translation>
            <numerusform>%n column</numerusform>
            <numerusform>%n columns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) hold formulas; the values that were saved with them are used.</source>
        <translation>
            <numerusform>%n cell holds a formula; the value that was saved with it is used.</numerusform>
            <numerusform>%n cells hold formulas; the values that were saved with them are used.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::views::ListPage</name>
    <message numerus="yes">
        <source>%n filter(s) hide all others.</source>
        <translation>
            <numerusform>%n filter hides all others.</numerusform>
            <numerusform>%n filters hide all others.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::views::LogTailTable</name>
    <message numerus="yes">
        <source>%n more record(s) are not shown here (%1). Search to find them.</source>
        <translation>
            <numerusform>%n more record is not shown here (%1). Search to find it.</numerusform>
            <numerusform>%n more records are not shown here (%1). Search to find them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::views::LogsPage</name>
    <message numerus="yes">
        <source>Paused. %n row(s) have come since.</source>
        <translation>
            <numerusform>Paused. %n row has come since.</numerusform>
            <numerusform>Paused. %n rows have come since.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::views::MergeDialog</name>
    <message numerus="yes">
        <source>%n field(s) to decide</source>
        <translation>
            <numerusform>%n field to decide</numerusform>
            <numerusform>%n fields to decide</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::views::OverviewPage</name>
    <message numerus="yes">
        <source>%n alert(s) firing</source>
        <translation>
            <numerusform>%n alert firing</numerusform>
            <numerusform>%n alerts firing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) failed since yesterday</source>
        <translation>
            <numerusform>%n job failed since yesterday</numerusform>
            <numerusform>%n jobs failed since yesterday</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) for support access</source>
        <translation>
            <numerusform>%n question for support access</numerusform>
            <numerusform>%n questions for support access</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tenant(s) past due</source>
        <translation>
            <numerusform>%n tenant past due</numerusform>
            <numerusform>%n tenants past due</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tenant(s) near a limit</source>
        <translation>
            <numerusform>%n tenant near a limit</numerusform>
            <numerusform>%n tenants near a limit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n trial(s)</source>
        <translation>
            <numerusform>%n trial</numerusform>
            <numerusform>%n trials</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n invitation(s) not answered</source>
        <translation>
            <numerusform>%n invitation not answered</numerusform>
            <numerusform>%n invitations not answered</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s) on this computer</source>
        <translation>
            <numerusform>%n draft on this computer</numerusform>
            <numerusform>%n drafts on this computer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::views::RoleForm</name>
    <message numerus="yes">
        <source>%n user(s) have it; it changes for all of them at once.</source>
        <translation>
            <numerusform>%n user has it; it changes for them at once.</numerusform>
            <numerusform>%n users have it; it changes for all of them at once.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::views::RolesPage</name>
    <message numerus="yes">
        <source>%n user(s) have it. Give them another role first.</source>
        <translation>
            <numerusform>%n user has it. Give them another role first.</numerusform>
            <numerusform>%n users have it. Give them another role first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::views::SavedReports</name>
    <message numerus="yes">
        <source>%n saved report(s)</source>
        <translation>
            <numerusform>%n saved report</numerusform>
            <numerusform>%n saved reports</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::views::SnapshotDialog</name>
    <message numerus="yes">
        <source>%n tenants</source>
        <translation>
            <numerusform>%n tenant</numerusform>
            <numerusform>%n tenants</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The last %n days</source>
        <translation>
            <numerusform>The last day</numerusform>
            <numerusform>The last %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::views::StateTimeline</name>
    <message numerus="yes">
        <source>Down %n time(s) in 90 days</source>
        <translation>
            <numerusform>Down %n time in 90 days</numerusform>
            <numerusform>Down %n times in 90 days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::views::TablePage</name>
    <message numerus="yes">
        <source>%1 rows in %n group(s)</source>
        <translation>
            <numerusform>%1 rows in %n group</numerusform>
            <numerusform>%1 rows in %n groups</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::views::UserActions</name>
    <message numerus="yes">
        <source>%n sign-in(s) ended</source>
        <translation>
            <numerusform>%n sign-in ended</numerusform>
            <numerusform>%n sign-ins ended</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::views::UsersTable</name>
    <message numerus="yes">
        <source>%n permission(s)</source>
        <translation>
            <numerusform>%n permission</numerusform>
            <numerusform>%n permissions</numerusform>
        </translation>
    </message>
</context>
</TS>
