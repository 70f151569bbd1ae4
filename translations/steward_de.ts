<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>AlertWords</name>
    <message>
        <source>%1 alert rules</source>
        <translation>%1 Alarmregeln</translation>
    </message>
    <message>
        <source>%1 silences</source>
        <translation>%1 Stummschaltungen</translation>
    </message>
    <message>
        <source>%1 objectives</source>
        <translation>%1 Ziele</translation>
    </message>
    <message>
        <source>%1 channels</source>
        <translation>%1 Kanäle</translation>
    </message>
    <message>
        <source>Silence %1</source>
        <translation>%1 stummschalten</translation>
    </message>
    <message>
        <source>Preview…</source>
        <translation>Vorschau…</translation>
    </message>
    <message>
        <source>From now on for</source>
        <translation>Ab jetzt für</translation>
    </message>
    <message>
        <source>Nobody is told of their alerts until then. It ends by itself.</source>
        <translation>Bis dahin erfährt niemand von ihren Alarmen. Es endet von selbst.</translation>
    </message>
    <message>
        <source>Write a length of time, such as 30 min or 2 h</source>
        <translation>Schreiben Sie eine Dauer, etwa 30 min oder 2 h</translation>
    </message>
    <message>
        <source>Silenced until %1.</source>
        <translation>Stumm bis %1.</translation>
    </message>
    <message>
        <source>End the silence of %1</source>
        <translation>Stummschaltung von %1 beenden</translation>
    </message>
    <message>
        <source>Switch %1 on</source>
        <translation>%1 einschalten</translation>
    </message>
    <message>
        <source>Switch %1 off</source>
        <translation>%1 ausschalten</translation>
    </message>
    <message>
        <source>Change severity of %1</source>
        <translation>Schwere von %1 ändern</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>%1 was not tested</source>
        <translation>%1 wurde nicht getestet</translation>
    </message>
    <message>
        <source>Test sent through %1. %2</source>
        <translation>Test über %1 gesendet. %2</translation>
    </message>
    <message>
        <source>The test through %1 failed. %2</source>
        <translation>Der Test über %1 ist fehlgeschlagen. %2</translation>
    </message>
    <message>
        <source>Secret of %1</source>
        <translation>Geheimnis von %1</translation>
    </message>
    <message>
        <source>Set secret</source>
        <translation>Geheimnis setzen</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheimnis</translation>
    </message>
    <message>
        <source>whsec_ and 24 to 64 bytes in base64. It is kept by the platform and never shown.</source>
        <translation>whsec_ und 24 bis 64 Bytes in Base64. Die Plattform behält es und zeigt es nie.</translation>
    </message>
    <message>
        <source>Secret of %1 set</source>
        <translation>Geheimnis von %1 gesetzt</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Firing</source>
        <translation>Ausgelöst</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Anstehend</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Behoben</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Ausgeschaltet</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Silence…</source>
        <translation>Stummschalten…</translation>
    </message>
    <message>
        <source>Go to the rule</source>
        <translation>Zur Regel</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Could not load alerts</source>
        <translation>Die Alarme konnten nicht geladen werden</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>name, label or id</source>
        <translation>Name, Label oder Id</translation>
    </message>
    <message>
        <source>Selected alerts</source>
        <translation>Ausgewählte Alarme</translation>
    </message>
    <message>
        <source>Critical ones</source>
        <translation>Kritische</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Silence this alert…</source>
        <translation>Diesen Alarm stummschalten…</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Wiederherstellen…</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>Id kopieren</translation>
    </message>
    <message>
        <source>name, text or id</source>
        <translation>Name, Text oder Id</translation>
    </message>
    <message>
        <source>Alert rules</source>
        <translation>Alarmregeln</translation>
    </message>
    <message>
        <source>Could not load alert rules</source>
        <translation>Die Alarmregeln konnten nicht geladen werden</translation>
    </message>
    <message>
        <source>Alert rule</source>
        <translation>Alarmregel</translation>
    </message>
    <message>
        <source>New rule</source>
        <translation>Neue Regel</translation>
    </message>
    <message>
        <source>Selected rules</source>
        <translation>Ausgewählte Regeln</translation>
    </message>
    <message>
        <source>Rules of my team</source>
        <translation>Regeln meines Teams</translation>
    </message>
    <message>
        <source>Change severity…</source>
        <translation>Schwere ändern…</translation>
    </message>
    <message>
        <source>Switch off…</source>
        <translation>Ausschalten…</translation>
    </message>
    <message>
        <source>End the silence…</source>
        <translation>Stummschaltung beenden…</translation>
    </message>
    <message>
        <source>Switch on…</source>
        <translation>Einschalten…</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Could not load channels</source>
        <translation>Die Kanäle konnten nicht geladen werden</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>New channel</source>
        <translation>Neuer Kanal</translation>
    </message>
    <message>
        <source>Selected channels</source>
        <translation>Ausgewählte Kanäle</translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation>Webhooks</translation>
    </message>
    <message>
        <source>Send test</source>
        <translation>Test senden</translation>
    </message>
    <message>
        <source>Set secret…</source>
        <translation>Geheimnis setzen…</translation>
    </message>
    <message>
        <source>Send a test</source>
        <translation>Einen Test senden</translation>
    </message>
    <message>
        <source>Silences</source>
        <translation>Stummschaltungen</translation>
    </message>
    <message>
        <source>Could not load silences</source>
        <translation>Die Stummschaltungen konnten nicht geladen werden</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>Stummschaltung</translation>
    </message>
    <message>
        <source>New silence</source>
        <translation>Neue Stummschaltung</translation>
    </message>
    <message>
        <source>Selected silences</source>
        <translation>Ausgewählte Stummschaltungen</translation>
    </message>
    <message>
        <source>My silences</source>
        <translation>Meine Stummschaltungen</translation>
    </message>
    <message>
        <source>Objectives</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Could not load objectives</source>
        <translation>Die Ziele konnten nicht geladen werden</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>New objective</source>
        <translation>Neues Ziel</translation>
    </message>
    <message>
        <source>Selected objectives</source>
        <translation>Ausgewählte Ziele</translation>
    </message>
    <message>
        <source>Availability</source>
        <translation>Verfügbarkeit</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>no values</source>
        <translation>keine Werte</translation>
    </message>
    <message>
        <source>Consoles that are signed in</source>
        <translation>Angemeldete Konsolen</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>sent %1</source>
        <translation>gesendet %1</translation>
    </message>
    <message>
        <source>failed %1</source>
        <translation>fehlgeschlagen %1</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>Ausgewählt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Silenced</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Fired</source>
        <translation>Ausgelöst</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>Silenced until</source>
        <translation>Stumm bis</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>No values</source>
        <translation>Ohne Werte</translation>
    </message>
    <message>
        <source>Evaluated</source>
        <translation>Ausgewertet</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Alerts with</source>
        <translation>Alarme mit</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Alerts now</source>
        <translation>Alarme jetzt</translation>
    </message>
    <message>
        <source>Starts</source>
        <translation>Beginnt</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Zielwert</translation>
    </message>
    <message>
        <source>Budget left</source>
        <translation>Budget übrig</translation>
    </message>
    <message>
        <source>Burns now</source>
        <translation>Verbrauch jetzt</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 übrig</translation>
    </message>
    <message>
        <source>%1×</source>
        <translation>%1×</translation>
    </message>
    <message>
        <source>Over the last hour; 1× just lasts the period</source>
        <translation>In der letzten Stunde; 1× reicht gerade für den Zeitraum</translation>
    </message>
    <message>
        <source>Bad is</source>
        <translation>Schlecht ist</translation>
    </message>
    <message numerus="yes">
        <source>%1 over %n day(s)</source>
        <translation>
            <numerusform>%1 über %n Tag</numerusform>
            <numerusform>%1 über %n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>Was</source>
        <translation>War</translation>
    </message>
    <message>
        <source>Known</source>
        <translation>Bekannt</translation>
    </message>
    <message>
        <source>%1 days of the period</source>
        <translation>%1 Tage des Zeitraums</translation>
    </message>
    <message>
        <source>As of</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>Geht an</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Ein</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>Funktioniert</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Only with</source>
        <translation>Nur mit</translation>
    </message>
    <message>
        <source>all alerts</source>
        <translation>alle Alarme</translation>
    </message>
    <message>
        <source>Groups by</source>
        <translation>Gruppiert nach</translation>
    </message>
    <message>
        <source>Timing</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>waits %1, changes after %2, repeats after %3</source>
        <translation>wartet %1, Änderungen nach %2, wiederholt nach %3</translation>
    </message>
    <message>
        <source>set</source>
        <translation>gesetzt</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>Quiet</source>
        <translation>Ruhig</translation>
    </message>
    <message>
        <source>Scheduled</source>
        <translation>Geplant</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Rate of change</source>
        <translation>Änderungsrate</translation>
    </message>
    <message>
        <source>Burn rate</source>
        <translation>Verbrauchsrate</translation>
    </message>
    <message>
        <source>last value</source>
        <translation>letzter Wert</translation>
    </message>
    <message>
        <source>average</source>
        <translation>Durchschnitt</translation>
    </message>
    <message>
        <source>smallest</source>
        <translation>kleinster</translation>
    </message>
    <message>
        <source>largest</source>
        <translation>größter</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>above</source>
        <translation>über</translation>
    </message>
    <message>
        <source>below</source>
        <translation>unter</translation>
    </message>
    <message>
        <source>Stays as it is</source>
        <translation>Bleibt, wie er ist</translation>
    </message>
    <message>
        <source>Is resolved</source>
        <translation>Gilt als behoben</translation>
    </message>
    <message>
        <source>Fires</source>
        <translation>Löst aus</translation>
    </message>
    <message>
        <source>Share of errors, %</source>
        <translation>Fehleranteil, %</translation>
    </message>
    <message>
        <source>Bad of all</source>
        <translation>Schlechte von allen</translation>
    </message>
    <message>
        <source>Moments above a value</source>
        <translation>Momente über einem Wert</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>Desktop</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Webhook</source>
        <translation>Webhook</translation>
    </message>
    <message>
        <source>Alertmanager</source>
        <translation>Alertmanager</translation>
    </message>
    <message>
        <source>Write label=value, with commas between: %1</source>
        <translation>Schreiben Sie label=wert, mit Kommas dazwischen: %1</translation>
    </message>
    <message>
        <source>Write label=value, with commas between</source>
        <translation>Schreiben Sie label=wert, mit Kommas dazwischen</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 without a value for %2</source>
        <translation>%1 ohne Wert seit %2</translation>
    </message>
    <message>
        <source>%1 changes by %2 %3 a minute over %4</source>
        <translation>%1 ändert sich um %2 %3 je Minute über %4</translation>
    </message>
    <message>
        <source>%1× over %2 and %3</source>
        <translation>%1× über %2 und %3</translation>
    </message>
    <message>
        <source>%1 of %2 over %3 %4 %5</source>
        <extracomment>&quot;average of http.errors over 5 min above 5&quot;</extracomment>
        <translation>%1 von %2 über %3 %4 %5</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 above %2</source>
        <translation>%1 über %2</translation>
    </message>
    <message>
        <source>%1, %</source>
        <translation>%1, %</translation>
    </message>
    <message>
        <source>No alerts</source>
        <translation>Keine Alarme</translation>
    </message>
    <message>
        <source>Nothing here is out of bounds.</source>
        <translation>Nichts ist hier außerhalb der Grenzen.</translation>
    </message>
    <message>
        <source>Every change is previewed before it holds.</source>
        <translation>Jede Änderung wird erst gezeigt, dann gilt sie.</translation>
    </message>
    <message>
        <source>No rules here</source>
        <translation>Keine Regeln</translation>
    </message>
    <message>
        <source>No channels here</source>
        <translation>Keine Kanäle</translation>
    </message>
    <message>
        <source>No silences here</source>
        <translation>Keine Stummschaltungen</translation>
    </message>
    <message>
        <source>No objectives here</source>
        <translation>Keine Ziele</translation>
    </message>
    <message>
        <source>Not well</source>
        <translation>Nicht in Ordnung</translation>
    </message>
    <message>
        <source>%1 of the period</source>
        <translation>%1 des Zeitraums</translation>
    </message>
</context>
<context>
    <name>AwaitWords</name>
    <message>
        <source>Interrupted. Nothing was written.</source>
        <translation>Unterbrochen. Nichts wurde geschrieben.</translation>
    </message>
</context>
<context>
    <name>CommandLineWords</name>
    <message>
        <source>&apos;%1&apos; is too much: steward tour --out DIR</source>
        <translation>„%1“ ist zu viel: steward tour --out ORDNER</translation>
    </message>
    <message>
        <source>The tour needs a folder: steward tour --out DIR</source>
        <translation>Die Tour braucht einen Ordner: steward tour --out ORDNER</translation>
    </message>
    <message>
        <source>--warm-up is a number of seconds up to 3600</source>
        <translation>--warm-up ist eine Anzahl von Sekunden bis 3600</translation>
    </message>
    <message>
        <source>Name one report: steward export REPORT --format xlsx --out FILE</source>
        <translation>Geben Sie einen Bericht an: steward export BERICHT --format xlsx --out DATEI</translation>
    </message>
    <message>
        <source>--format is one of: %1</source>
        <translation>--format ist eines von: %1</translation>
    </message>
    <message>
        <source>--out FILE says where the report goes</source>
        <translation>--out DATEI gibt an, wohin der Bericht geschrieben wird</translation>
    </message>
    <message>
        <source>Name one file: steward verify FILE</source>
        <translation>Geben Sie eine Datei an: steward verify DATEI</translation>
    </message>
    <message>
        <source>There is no &apos;steward %1&apos;. See steward --help</source>
        <translation>„steward %1“ gibt es nicht. Siehe steward --help</translation>
    </message>
    <message>
        <source>Underlying rows go into a file of another format, not onto paper</source>
        <translation>Zugrunde liegende Zeilen gehen in eine Datei eines anderen Formats, nicht auf Papier</translation>
    </message>
    <message>
        <source>steward                                  the console
steward --local [--demo]                 the console on the platform of this computer, with demo data
steward tour --out DIR [--warm-up SECONDS]
                                         goes through the main job by itself; screenshots and files in DIR
steward export REPORT --format csv|xlsx|pdf|json|jsonl|html --out FILE [--option NAME=VALUE …]
                                         [--snapshot] [--underlying] [--workspace NAME]
                                         a report as a file with its manifest, without a window. REPORT: name or
                                         id of a saved report, or a file with a definition. --snapshot: from
                                         this computer, without any network. --underlying: the rows behind
                                         the groups. --option: separator, encoding, paper and others; a wrong
                                         one says which there are
steward export --result FILE --format pdf --out FILE
                                         puts a result that stewardd computed on paper, for its schedules
steward verify FILE                      whether an exported file is, byte for byte, what its manifest says
steward --version

--data DIR                               keep everything in DIR instead of your own data folder

Exit codes: 0 done; 1 failed; 2 wrong use; 3 no such report, workspace or snapshot; 4 not signed in;
5 the platform cannot be reached; 6 the file could not be written, or is not what was exported;
130 interrupted. A file that was there before stays as it was unless the code is 0.
</source>
        <translation>steward                                  die Konsole
steward --local [--demo]                 die Konsole auf der Plattform dieses Computers, mit Demodaten
steward tour --out ORDNER [--warm-up SEKUNDEN]
                                         erledigt die Hauptaufgabe von selbst; Bildschirmfotos und Dateien in ORDNER
steward export BERICHT --format csv|xlsx|pdf|json|jsonl|html --out DATEI [--option NAME=WERT …]
                                         [--snapshot] [--underlying] [--workspace NAME]
                                         ein Bericht als Datei mit Manifest, ohne Fenster. BERICHT: Name oder
                                         ID eines gespeicherten Berichts oder eine Datei mit einer Definition.
                                         --snapshot: von diesem Computer, ganz ohne Netzwerk. --underlying: die
                                         Zeilen hinter den Gruppen. --option: separator, encoding, paper und
                                         andere; eine falsche sagt, welche es gibt
steward export --result DATEI --format pdf --out DATEI
                                         bringt ein Ergebnis zu Papier, das stewardd für seine Zeitpläne
                                         berechnet hat
steward verify DATEI                     ob eine exportierte Datei Byte für Byte das ist, was ihr Manifest sagt
steward --version

--data ORDNER                            alles in ORDNER ablegen statt in Ihrem eigenen Datenordner

Exit-Codes: 0 erledigt; 1 fehlgeschlagen; 2 falscher Aufruf; 3 kein solcher Bericht, Arbeitsbereich oder
keine solche Momentaufnahme; 4 nicht angemeldet; 5 die Plattform ist nicht erreichbar; 6 die Datei konnte
nicht geschrieben werden oder ist nicht das, was exportiert wurde; 130 unterbrochen. Eine Datei, die vorher
da war, bleibt unverändert, außer bei Code 0.
</translation>
    </message>
    <message>
        <source>--result is put on paper: --format pdf</source>
        <translation>--result wird zu Papier gebracht: --format pdf</translation>
    </message>
</context>
<context>
    <name>ConfirmWords</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>It is shown this once and cannot be shown again.</source>
        <translation>Es wird nur dieses eine Mal gezeigt und kann nicht noch einmal gezeigt werden.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>DashboardDialogs</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n Stunde</numerusform>
            <numerusform>%n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>Time (UTC)</source>
        <translation>Zeit (UTC)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>A dashboard needs a name</source>
        <translation>Ein Dashboard braucht einen Namen</translation>
    </message>
    <message>
        <source>Only when asked</source>
        <translation>Nur auf Wunsch</translation>
    </message>
    <message numerus="yes">
        <source>Every %n second(s)</source>
        <translation>
            <numerusform>Jede Sekunde</numerusform>
            <numerusform>Alle %n Sekunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Every %n minute(s)</source>
        <translation>
            <numerusform>Jede Minute</numerusform>
            <numerusform>Alle %n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>A tenant is chosen above the panels</source>
        <translation>Über den Feldern wird ein Mandant gewählt</translation>
    </message>
    <message>
        <source>A region is chosen above the panels</source>
        <translation>Über den Feldern wird eine Region gewählt</translation>
    </message>
    <message>
        <source>Settings of the dashboard</source>
        <translation>Einstellungen des Dashboards</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Shown at first</source>
        <translation>Zuerst gezeigt</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>What the platform sends live needs none.</source>
        <translation>Was die Plattform live sendet, braucht das nicht.</translation>
    </message>
    <message>
        <source>Variables</source>
        <translation>Variablen</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>Who has one of these roles sees or edits “%1”. Its owner, %2, always does.</source>
        <translation>Wer eine dieser Rollen hat, sieht oder bearbeitet „%1“. Wem es gehört (%2), kann beides immer.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Fassungen</translation>
    </message>
    <message>
        <source>Versions of the dashboard</source>
        <translation>Fassungen des Dashboards</translation>
    </message>
    <message>
        <source>Version %1, %2, %3</source>
        <extracomment>%1 a number, %2 a date and time, %3 a person</extracomment>
        <translation>Fassung %1, %2, %3</translation>
    </message>
    <message numerus="yes">
        <source>%n panel(s)</source>
        <translation>
            <numerusform>%n Feld</numerusform>
            <numerusform>%n Felder</numerusform>
        </translation>
    </message>
    <message>
        <source>as version %1 was</source>
        <translation>wie Fassung %1</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Go back to it</source>
        <translation>Dahin zurückgehen</translation>
    </message>
    <message>
        <source>Save your changes first, and only who may edit it goes back</source>
        <translation>Speichern Sie zuerst Ihre Änderungen; zurück geht nur, wer es bearbeiten darf</translation>
    </message>
    <message>
        <source>Range of time</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>From (UTC)</source>
        <translation>Von (UTC)</translation>
    </message>
    <message>
        <source>To (UTC)</source>
        <translation>Bis (UTC)</translation>
    </message>
    <message>
        <source>must be 5 seconds to 90 days after the start</source>
        <translation>muss 5 Sekunden bis 90 Tage nach dem Anfang liegen</translation>
    </message>
    <message>
        <source>Dashboard of Grafana</source>
        <translation>Dashboard von Grafana</translation>
    </message>
    <message numerus="yes">
        <source>“%1” with %n panel(s).</source>
        <translation>
            <numerusform>„%1“ mit %n Feld.</numerusform>
            <numerusform>„%1“ mit %n Feldern.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was left out.</source>
        <translation>Nichts wurde weggelassen.</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) were left out:</source>
        <translation>
            <numerusform>%n Sache wurde weggelassen:</numerusform>
            <numerusform>%n Sachen wurden weggelassen:</numerusform>
        </translation>
    </message>
    <message>
        <source>What was left out</source>
        <translation>Was weggelassen wurde</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Somebody else saved this dashboard</source>
        <translation>Jemand anderes hat dieses Dashboard gespeichert</translation>
    </message>
    <message>
        <source>%1 saved version %2 since you opened it, %3. Nothing of yours was saved yet.</source>
        <translation>%1 hat Fassung %2 gespeichert, seit Sie es geöffnet haben: %3. Von Ihnen ist noch nichts gespeichert.</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Andere Fassung übernehmen</translation>
    </message>
    <message>
        <source>Save mine as another</source>
        <translation>Meine als anderes speichern</translation>
    </message>
    <message>
        <source>Save mine over it</source>
        <translation>Meine darüber speichern</translation>
    </message>
    <message>
        <source>Theirs stays in the history</source>
        <translation>Die andere Fassung bleibt im Verlauf</translation>
    </message>
    <message>
        <source>On the wall</source>
        <translation>An der Wand</translation>
    </message>
    <message>
        <source>The chosen dashboards fill the screen in turn. Space holds the turning, arrows go on and back, Esc ends it.</source>
        <translation>Die gewählten Dashboards füllen abwechselnd den Bildschirm. Die Leertaste hält an, Pfeile gehen vor und zurück, Esc beendet.</translation>
    </message>
    <message>
        <source>Dashboards on the wall</source>
        <translation>Dashboards an der Wand</translation>
    </message>
    <message>
        <source>Time for each</source>
        <translation>Zeit für jedes</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) each</source>
        <translation>
            <numerusform>je %n Sekunde</numerusform>
            <numerusform>je %n Sekunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) each</source>
        <translation>
            <numerusform>je %n Minute</numerusform>
            <numerusform>je %n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Find a dashboard</source>
        <translation>Dashboard suchen</translation>
    </message>
    <message>
        <source>Dashboards</source>
        <translation>Dashboards</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>eingebaut</translation>
    </message>
    <message>
        <source>shared</source>
        <translation>geteilt</translation>
    </message>
    <message>
        <source>private</source>
        <translation>privat</translation>
    </message>
    <message numerus="yes">
        <source>Complete: %n row(s), the latest first.</source>
        <translation>
            <numerusform>Vollständig: %n Zeile.</numerusform>
            <numerusform>Vollständig: %n Zeilen, die neueste zuerst.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The latest %n row(s); there are more.</source>
        <translation>
            <numerusform>Die neueste %n Zeile; es gibt mehr.</numerusform>
            <numerusform>Die neuesten %n Zeilen; es gibt mehr.</numerusform>
        </translation>
    </message>
    <message>
        <source>Values of %1</source>
        <translation>Werte von %1</translation>
    </message>
</context>
<context>
    <name>DashboardTemplates</name>
    <message>
        <source>Platform health</source>
        <translation>Zustand der Plattform</translation>
    </message>
    <message>
        <source>Requests, latency, errors and load of the whole platform, now.</source>
        <translation>Anfragen, Latenz, Fehler und Last der ganzen Plattform, jetzt.</translation>
    </message>
    <message>
        <source>Platform overview</source>
        <translation>Überblick über die Plattform</translation>
    </message>
    <message>
        <source>The figures of the platform in large, for a wall or a first look.</source>
        <translation>Die Zahlen der Plattform in groß, für eine Wand oder den ersten Blick.</translation>
    </message>
    <message>
        <source>One tenant</source>
        <translation>Ein Mandant</translation>
    </message>
    <message>
        <source>What a single tenant asks of the platform, and how well it is answered.</source>
        <translation>Was ein einzelner Mandant von der Plattform verlangt und wie gut er bedient wird.</translation>
    </message>
    <message>
        <source>Feed and jobs</source>
        <translation>Feed und Aufträge</translation>
    </message>
    <message>
        <source>Live connections, events and work that waits.</source>
        <translation>Live-Verbindungen, Ereignisse und wartende Arbeit.</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Requests by time</source>
        <translation>Anfragen im Zeitverlauf</translation>
    </message>
    <message>
        <source>Requests by response time</source>
        <translation>Anfragen nach Antwortzeit</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Latency, p95</source>
        <translation>Latenz, p95</translation>
    </message>
    <message>
        <source>Latency, p99</source>
        <translation>Latenz, p99</translation>
    </message>
    <message>
        <source>SLO 400 ms</source>
        <translation>SLO 400 ms</translation>
    </message>
    <message>
        <source>Error rate</source>
        <translation>Fehlerrate</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Active sessions</source>
        <translation>Aktive Sitzungen</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Queue depth</source>
        <translation>Länge der Warteschlange</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>WebSocket clients</source>
        <translation>WebSocket-Clients</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>SLO burn, availability 99.9 %</source>
        <translation>SLO-Verbrauch, Verfügbarkeit 99,9 %</translation>
    </message>
    <message>
        <source>Top tenants</source>
        <translation>Aktivste Mandanten</translation>
    </message>
    <message>
        <source>Response time, all requests</source>
        <translation>Antwortzeit, alle Anfragen</translation>
    </message>
    <message>
        <source>Live events sent</source>
        <translation>Gesendete Live-Ereignisse</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>req/s</source>
        <translation>Anfr./s</translation>
    </message>
    <message>
        <source>events/s</source>
        <translation>Ereignisse/s</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>Waiting now</source>
        <translation>Wartet gerade</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
</context>
<context>
    <name>DashboardWords</name>
    <message>
        <source>Lines</source>
        <translation>Linien</translation>
    </message>
    <message>
        <source>Areas</source>
        <translation>Flächen</translation>
    </message>
    <message>
        <source>Stacked areas</source>
        <translation>Gestapelte Flächen</translation>
    </message>
    <message>
        <source>Bars</source>
        <translation>Balken</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>Heatmap</translation>
    </message>
    <message>
        <source>Gauge</source>
        <translation>Anzeige</translation>
    </message>
    <message>
        <source>Error budget</source>
        <translation>Fehlerbudget</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>Top tenants</source>
        <translation>Aktivste Mandanten</translation>
    </message>
    <message>
        <source>Small courses</source>
        <translation>Kleine Verläufe</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Per second</source>
        <translation>Pro Sekunde</translation>
    </message>
    <message>
        <source>Milliseconds</source>
        <translation>Millisekunden</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Per cent</source>
        <translation>Prozent</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>Verhältnis</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>Wie es ist</translation>
    </message>
    <message>
        <source>Rate per second</source>
        <translation>Rate pro Sekunde</translation>
    </message>
    <message>
        <source>Increase</source>
        <translation>Zuwachs</translation>
    </message>
    <message>
        <source>%1: there is no panel of the kind %2</source>
        <translation>%1: Felder der Art %2 gibt es nicht</translation>
    </message>
    <message>
        <source>%1: none of its queries could be taken over</source>
        <translation>%1: keine der Abfragen ließ sich übernehmen</translation>
    </message>
    <message>
        <source>%1: more than a dashboard holds</source>
        <translation>%1: mehr als ein Dashboard fasst</translation>
    </message>
    <message>
        <source>%1: the query %2</source>
        <translation>%1: die Abfrage %2</translation>
    </message>
    <message>
        <source>The variable %1</source>
        <translation>Die Variable %1</translation>
    </message>
    <message>
        <source>%1: transformations</source>
        <translation>%1: Umformungen</translation>
    </message>
    <message>
        <source>%1: overrides of single fields</source>
        <translation>%1: Ausnahmen für einzelne Felder</translation>
    </message>
    <message>
        <source>%1: the unit %2; figures have none</source>
        <translation>%1: die Einheit %2; die Zahlen haben keine</translation>
    </message>
    <message>
        <source>The annotation %1</source>
        <translation>Die Anmerkung %1</translation>
    </message>
    <message>
        <source>%1: links</source>
        <translation>%1: Links</translation>
    </message>
    <message>
        <source>%1: the alert %2</source>
        <translation>%1: der Alarm %2</translation>
    </message>
</context>
<context>
    <name>EncodingWords</name>
    <message>
        <source>The platform&apos;s reply could not be understood.</source>
        <translation>Die Antwort der Plattform konnte nicht verstanden werden.</translation>
    </message>
</context>
<context>
    <name>ExchangeWords</name>
    <message>
        <source>The platform did not answer in time.</source>
        <translation>Die Plattform hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>The address of the platform must begin with https. Nothing was sent.</source>
        <translation>Die Adresse der Plattform muss mit https beginnen. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>The platform answered with another address, which is not followed.</source>
        <translation>Die Plattform hat mit einer anderen Adresse geantwortet; ihr wird nicht gefolgt.</translation>
    </message>
    <message>
        <source>The platform&apos;s reply ended early. Nothing of it was used.</source>
        <translation>Die Antwort der Plattform brach vorzeitig ab. Nichts davon wurde verwendet.</translation>
    </message>
    <message>
        <source>There is no connection to the platform.</source>
        <translation>Es besteht keine Verbindung zur Plattform.</translation>
    </message>
    <message>
        <source>The platform&apos;s certificate is not trusted. Nothing was sent.</source>
        <translation>Dem Zertifikat der Plattform wird nicht vertraut. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>The platform could not do this (HTTP %1).</source>
        <translation>Die Plattform konnte das nicht ausführen (HTTP %1).</translation>
    </message>
    <message>
        <source>A line of the platform&apos;s reply is too long.</source>
        <translation>Eine Zeile in der Antwort der Plattform ist zu lang.</translation>
    </message>
    <message>
        <source>The platform&apos;s reply is too large. Nothing of it was used.</source>
        <translation>Die Antwort der Plattform ist zu groß. Nichts davon wurde verwendet.</translation>
    </message>
    <message>
        <source>The operation was cancelled.</source>
        <translation>Der Vorgang wurde abgebrochen.</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>There is no workspace &quot;%1&quot;.</source>
        <translation>Es gibt keinen Arbeitsbereich „%1“.</translation>
    </message>
    <message>
        <source>There are: %1.</source>
        <translation>Vorhanden: %1.</translation>
    </message>
    <message>
        <source>Nothing of this workspace is kept on this computer.</source>
        <translation>Von diesem Arbeitsbereich ist auf diesem Computer nichts gespeichert.</translation>
    </message>
    <message>
        <source>Open it in Steward and take a snapshot: Tools, Take a snapshot for offline work.</source>
        <translation>Öffnen Sie ihn in Steward und erstellen Sie eine Momentaufnahme: Extras, Momentaufnahme für die Offline-Arbeit erstellen.</translation>
    </message>
    <message>
        <source>Export from it there, or add --snapshot.</source>
        <translation>Exportieren Sie dort, oder ergänzen Sie --snapshot.</translation>
    </message>
    <message>
        <source>You are not signed in to %1.</source>
        <translation>Sie sind bei %1 nicht angemeldet.</translation>
    </message>
    <message>
        <source>Open Steward, choose %1, sign in, and export again.</source>
        <translation>Öffnen Sie Steward, wählen Sie %1, melden Sie sich an und exportieren Sie erneut.</translation>
    </message>
    <message>
        <source>%1 cannot be read as a report.</source>
        <translation>%1 lässt sich nicht als Bericht lesen.</translation>
    </message>
    <message>
        <source>There are several reports &quot;%1&quot;.</source>
        <translation>Es gibt mehrere Berichte „%1“.</translation>
    </message>
    <message>
        <source>Name one by its id: %1.</source>
        <translation>Geben Sie einen davon mit seiner ID an: %1.</translation>
    </message>
    <message>
        <source>There is no report &quot;%1&quot;.</source>
        <translation>Es gibt keinen Bericht „%1“.</translation>
    </message>
    <message>
        <source>No report is saved here. Give a file with a definition instead.</source>
        <translation>Hier ist kein Bericht gespeichert. Geben Sie stattdessen eine Datei mit einer Definition an.</translation>
    </message>
    <message>
        <source>What this computer kept for offline work was damaged. It is set aside as %1.</source>
        <translation>Was dieser Computer für die Offline-Arbeit aufgehoben hatte, war beschädigt. Es ist als %1 beiseitegelegt.</translation>
    </message>
    <message>
        <source>Open Steward and take a new snapshot: Tools, Take a snapshot for offline work.</source>
        <translation>Öffnen Sie Steward und erstellen Sie eine neue Momentaufnahme: Extras, Momentaufnahme für die Offline-Arbeit erstellen.</translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <translation>%1 kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>%1 is no result of a report.</source>
        <translation>%1 ist kein Ergebnis eines Berichts.</translation>
    </message>
</context>
<context>
    <name>ExportWords</name>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>%1, complete</source>
        <translation>%1, vollständig</translation>
    </message>
    <message>
        <source>%1, the report is limited</source>
        <translation>%1, der Bericht ist begrenzt</translation>
    </message>
    <message>
        <source>made from</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <source>filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>data as of</source>
        <translation>Datenstand</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%1 von %2 Zeilen</translation>
    </message>
</context>
<context>
    <name>FileOptionWords</name>
    <message>
        <source>Encoding</source>
        <translation>Zeichenkodierung</translation>
    </message>
    <message>
        <source>UTF-8</source>
        <translation>UTF-8</translation>
    </message>
    <message>
        <source>UTF-8 with byte order mark</source>
        <translation>UTF-8 mit Byte-Reihenfolge-Marke</translation>
    </message>
    <message>
        <source>UTF-16</source>
        <translation>UTF-16</translation>
    </message>
    <message>
        <source>Windows-1252</source>
        <translation>Windows-1252</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>Trennzeichen</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>Komma</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>Semikolon</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tabulator</translation>
    </message>
    <message>
        <source>Characters that the encoding does not have</source>
        <translation>Zeichen, die es in der Kodierung nicht gibt</translation>
    </message>
    <message>
        <source>End with an error</source>
        <translation>Mit einem Fehler enden</translation>
    </message>
    <message>
        <source>Write a question mark</source>
        <translation>Ein Fragezeichen schreiben</translation>
    </message>
    <message>
        <source>Go on in a further sheet where one is full</source>
        <translation>Auf einem weiteren Blatt fortfahren, wenn eines voll ist</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>Diagramm</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Papier</translation>
    </message>
    <message>
        <source>A4</source>
        <translation>A4</translation>
    </message>
    <message>
        <source>US Letter</source>
        <translation>US Letter</translation>
    </message>
    <message>
        <source>A3</source>
        <translation>A3</translation>
    </message>
    <message>
        <source>Orientation</source>
        <translation>Ausrichtung</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>Querformat</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>Hochformat</translation>
    </message>
    <message>
        <source>Options of the file</source>
        <translation>Optionen der Datei</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen …</translation>
    </message>
</context>
<context>
    <name>FilterWords</name>
    <message>
        <source>This filter is more than the list can show.</source>
        <translation>Dieser Filter ist mehr, als die Liste anzeigen kann.</translation>
    </message>
</context>
<context>
    <name>HealthWords</name>
    <message>
        <source>%1 components</source>
        <translation>%1 Komponenten</translation>
    </message>
    <message>
        <source>%1 maintenance windows</source>
        <translation>%1 Wartungsfenster</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>Komponenten</translation>
    </message>
    <message>
        <source>Could not load components</source>
        <translation>Komponenten konnten nicht geladen werden</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>Komponente</translation>
    </message>
    <message>
        <source>New component</source>
        <translation>Neue Komponente</translation>
    </message>
    <message>
        <source>Selected components</source>
        <translation>Ausgewählte Komponenten</translation>
    </message>
    <message>
        <source>What customers see</source>
        <translation>Was Kunden sehen</translation>
    </message>
    <message>
        <source>No components here</source>
        <translation>Hier sind keine Komponenten</translation>
    </message>
    <message>
        <source>Maintenance windows</source>
        <translation>Wartungsfenster</translation>
    </message>
    <message>
        <source>Could not load maintenance windows</source>
        <translation>Wartungsfenster konnten nicht geladen werden</translation>
    </message>
    <message>
        <source>Maintenance window</source>
        <translation>Wartungsfenster</translation>
    </message>
    <message>
        <source>New window</source>
        <translation>Neues Wartungsfenster</translation>
    </message>
    <message>
        <source>Selected windows</source>
        <translation>Ausgewählte Wartungsfenster</translation>
    </message>
    <message>
        <source>My windows</source>
        <translation>Meine Wartungsfenster</translation>
    </message>
    <message>
        <source>No maintenance is planned</source>
        <translation>Es ist keine Wartung geplant</translation>
    </message>
    <message>
        <source>Cancel…</source>
        <translation>Absagen …</translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation>Letzte 90 Tage</translation>
    </message>
    <message>
        <source>Uptime by month, UTC</source>
        <translation>Verfügbarkeit je Monat, UTC</translation>
    </message>
    <message>
        <source>Plan maintenance…</source>
        <translation>Wartung planen …</translation>
    </message>
    <message>
        <source>missed: %1</source>
        <translation>verfehlt: %1</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>Ausgewählt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Dieser Monat</translation>
    </message>
    <message>
        <source>Promised</source>
        <translation>Zugesagt</translation>
    </message>
    <message>
        <source>Depends on</source>
        <translation>Hängt ab von</translation>
    </message>
    <message>
        <source>Last check</source>
        <translation>Letzte Prüfung</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauerte</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Starts</source>
        <translation>Beginnt</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>Angelegt von</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgesagt</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>Geplant</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>Vorbei</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message numerus="yes">
        <source>%n component(s)</source>
        <translation>
            <numerusform>%n Komponente</numerusform>
            <numerusform>%n Komponenten</numerusform>
        </translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Nobody is told of those about its components</source>
        <translation>Niemand wird von denen über seine Komponenten benachrichtigt</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 Min.</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 Std. %2 Min.</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 T. %2 Std.</translation>
    </message>
    <message>
        <source>Operational</source>
        <translation>In Betrieb</translation>
    </message>
    <message>
        <source>Degraded</source>
        <translation>Eingeschränkt</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Ausgefallen</translation>
    </message>
    <message>
        <source>Maintenance</source>
        <translation>Wartung</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>HTTP request</source>
        <translation>HTTP-Anfrage</translation>
    </message>
    <message>
        <source>TCP connection</source>
        <translation>TCP-Verbindung</translation>
    </message>
    <message>
        <source>Value of a series</source>
        <translation>Wert einer Reihe</translation>
    </message>
    <message>
        <source>Heartbeat</source>
        <translation>Lebenszeichen</translation>
    </message>
    <message>
        <source>Part of the platform</source>
        <translation>Teil der Plattform</translation>
    </message>
    <message>
        <source>GET %1 every %2</source>
        <translation>GET %1 alle %2</translation>
    </message>
    <message>
        <source>Connection to %1 every %2</source>
        <translation>Verbindung zu %1 alle %2</translation>
    </message>
    <message>
        <source>Down while %1, every %2</source>
        <translation>Ausgefallen, solange %1, alle %2</translation>
    </message>
    <message>
        <source>Down after %1 without a heartbeat</source>
        <translation>Ausgefallen nach %1 ohne Lebenszeichen</translation>
    </message>
    <message>
        <source>The platform itself, every %1</source>
        <translation>Die Plattform selbst, alle %1</translation>
    </message>
    <message>
        <source>%1 of the platform, every %2</source>
        <translation>%1 der Plattform, alle %2</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 down</source>
        <translation>%1 ausgefallen</translation>
    </message>
    <message>
        <source>%1 maintenance</source>
        <translation>%1 Wartung</translation>
    </message>
    <message>
        <source>%1 unknown</source>
        <translation>%1 unbekannt</translation>
    </message>
</context>
<context>
    <name>ImportWords</name>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>The file cannot be read: %1.</source>
        <translation>Die Datei kann nicht gelesen werden: %1.</translation>
    </message>
    <message>
        <source>There is nothing in it. The first line names the columns.</source>
        <translation>Sie ist leer. Die erste Zeile benennt die Spalten.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was changed.</source>
        <translation>Abgebrochen. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>There are more than %1 rows, which is the most for one import. Split the file and import the parts one after the other.</source>
        <translation>Es sind mehr als %1 Zeilen; mehr nimmt ein Import nicht. Teilen Sie die Datei und importieren Sie die Teile nacheinander.</translation>
    </message>
    <message>
        <source>There are more than %1 columns, which is the most. Is the separator another one?</source>
        <translation>Es sind mehr als %1 Spalten; mehr sind nicht möglich. Ist das Trennzeichen ein anderes?</translation>
    </message>
    <message>
        <source>A cell is longer than %1 bytes. Is the quote that ends it missing?</source>
        <translation>Eine Zelle ist länger als %1 Byte. Fehlt das Anführungszeichen, das sie beendet?</translation>
    </message>
    <message>
        <source>The row is longer than %1 bytes.</source>
        <translation>Die Zeile ist länger als %1 Byte.</translation>
    </message>
    <message>
        <source>Byte %1 of the file is not UTF-8, so letters would come out wrong. Save the file as &quot;CSV UTF-8&quot; and import it again.</source>
        <translation>Byte %1 der Datei ist kein UTF-8; Buchstaben kämen falsch an. Speichern Sie die Datei als „CSV UTF-8“ und importieren Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>Byte %1 of the file is not UTF-16. Save the file as &quot;CSV UTF-8&quot; and import it again.</source>
        <translation>Byte %1 der Datei ist kein UTF-16. Speichern Sie die Datei als „CSV UTF-8“ und importieren Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>Byte %1 of the file is no text. Import a CSV file, saved as &quot;CSV UTF-8&quot;, or an XLSX workbook.</source>
        <translation>Byte %1 der Datei ist kein Text. Importieren Sie eine CSV-Datei, gespeichert als „CSV UTF-8“, oder eine XLSX-Arbeitsmappe.</translation>
    </message>
    <message>
        <source>A quote is opened here and never closed.</source>
        <translation>Hier beginnt ein Anführungszeichen, das nie endet.</translation>
    </message>
    <message>
        <source>There is text after a closing quote. Write a quote inside of quotes twice.</source>
        <translation>Nach einem schließenden Anführungszeichen steht Text. Schreiben Sie Anführungszeichen innerhalb von Anführungszeichen doppelt.</translation>
    </message>
    <message>
        <source>This is a spreadsheet of the old kind (XLS). Save it as XLSX or CSV and import it again.</source>
        <translation>Das ist eine Tabelle der alten Art (XLS). Speichern Sie sie als XLSX oder CSV und importieren Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>The workbook is protected by a password. Save it without one and import it again.</source>
        <translation>Die Arbeitsmappe ist mit einem Kennwort geschützt. Speichern Sie sie ohne Kennwort und importieren Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>This is an OpenDocument file. Save it as XLSX or CSV and import it again.</source>
        <translation>Das ist eine OpenDocument-Datei. Speichern Sie sie als XLSX oder CSV und importieren Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>This is no XLSX workbook. Import CSV or XLSX.</source>
        <translation>Das ist keine XLSX-Arbeitsmappe. Importieren Sie CSV oder XLSX.</translation>
    </message>
    <message>
        <source>The workbook is damaged: %1.</source>
        <translation>Die Arbeitsmappe ist beschädigt: %1.</translation>
    </message>
    <message>
        <source>%1 in the workbook unpacks to far too much, so it is not read.</source>
        <translation>%1 in der Arbeitsmappe würde ausgepackt viel zu groß und wird deshalb nicht gelesen.</translation>
    </message>
    <message>
        <source>%1 in the workbook declares a document type, which no spreadsheet program writes. It is not read.</source>
        <translation>%1 in der Arbeitsmappe enthält eine Dokumenttyp-Deklaration, die kein Tabellenprogramm schreibt. Sie wird nicht gelesen.</translation>
    </message>
    <message>
        <source>The sheet holds more than %1 bytes of text. Split it.</source>
        <translation>Das Blatt enthält mehr als %1 Byte Text. Teilen Sie es.</translation>
    </message>
    <message>
        <source>The workbook has no sheet with cells.</source>
        <translation>Die Arbeitsmappe hat kein Blatt mit Zellen.</translation>
    </message>
    <message>
        <source>There is no sheet &quot;%1&quot;. There is: %2.</source>
        <translation>Es gibt kein Blatt „%1“. Es gibt: %2.</translation>
    </message>
    <message>
        <source>The cells %1 are merged, so it is not clear which row their value belongs to. Unmerge them and import the file again.</source>
        <translation>Die Zellen %1 sind verbunden; es ist nicht klar, zu welcher Zeile ihr Wert gehört. Lösen Sie die Verbindung und importieren Sie die Datei noch einmal.</translation>
    </message>
    <message>
        <source>No column is %1. It says which tenant a row is about, so it has to be there.</source>
        <translation>Keine Spalte ist %1. Sie sagt, von welchem Mandanten eine Zeile handelt, und darf nicht fehlen.</translation>
    </message>
    <message>
        <source>The columns %1 are all %2. Choose one and leave out the others.</source>
        <translation>Die Spalten %1 sind alle %2. Wählen Sie eine und lassen Sie die anderen weg.</translation>
    </message>
    <message>
        <source>There is no column &quot;%1&quot;. There is: %2.</source>
        <translation>Es gibt keine Spalte „%1“. Es gibt: %2.</translation>
    </message>
    <message>
        <source>There is no field &quot;%1&quot;. There is: %2.</source>
        <translation>Es gibt kein Feld „%1“. Es gibt: %2.</translation>
    </message>
    <message>
        <source>The file&apos;s columns changed meanwhile. Choose the file again.</source>
        <translation>Die Spalten der Datei haben sich inzwischen geändert. Wählen Sie die Datei noch einmal.</translation>
    </message>
    <message>
        <source>There are %1 cells in the row, and only %2 columns have a name.</source>
        <translation>Die Zeile hat %1 Zellen, aber nur %2 Spalten haben einen Namen.</translation>
    </message>
    <message>
        <source>There are only %1 cells in the row instead of %2.</source>
        <translation>Die Zeile hat nur %1 Zellen statt %2.</translation>
    </message>
    <message>
        <source>The cell has a formula whose result is not in the file. Open and save it with your spreadsheet program.</source>
        <translation>Die Zelle enthält eine Formel, deren Ergebnis nicht in der Datei steht. Öffnen und speichern Sie die Datei mit Ihrem Tabellenprogramm.</translation>
    </message>
    <message>
        <source>The cell shows the error %1.</source>
        <translation>Die Zelle zeigt den Fehler %1.</translation>
    </message>
    <message>
        <source>There is no day %1.</source>
        <translation>Einen Tag %1 gibt es nicht.</translation>
    </message>
    <message>
        <source>The row does not say which tenant it is about.</source>
        <translation>Die Zeile sagt nicht, von welchem Mandanten sie handelt.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is in line %2 already.</source>
        <translation>„%1“ steht schon in Zeile %2.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a whole number, such as 1200.</source>
        <translation>„%1“ ist keine ganze Zahl wie 1200.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; could mean several numbers. Write whole numbers without separators: 1200.</source>
        <translation>„%1“ kann mehrere Zahlen bedeuten. Schreiben Sie ganze Zahlen ohne Trennzeichen: 1200.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a number, such as 12.5.</source>
        <translation>„%1“ ist keine Zahl wie 12.5.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is neither yes nor no.</source>
        <translation>„%1“ ist weder yes noch no.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a date, such as 2026-11-24, or a time in RFC 3339.</source>
        <translation>„%1“ ist weder ein Datum wie 2026-11-24 noch eine Zeit nach RFC 3339.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is none of: %2.</source>
        <translation>„%1“ ist keines von: %2.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; %2.</source>
        <translation>„%1“ %2.</translation>
    </message>
</context>
<context>
    <name>KeyStoreWords</name>
    <message>
        <source>The key store of the system cannot be reached. You stay signed in until the program ends.</source>
        <translation>Der Schlüsselspeicher des Systems ist nicht erreichbar. Sie bleiben angemeldet, bis das Programm endet.</translation>
    </message>
    <message>
        <source>The key store of the system is locked. You stay signed in until the program ends.</source>
        <translation>Der Schlüsselspeicher des Systems ist gesperrt. Sie bleiben angemeldet, bis das Programm endet.</translation>
    </message>
    <message>
        <source>The key store of the system failed. You stay signed in until the program ends.</source>
        <translation>Der Schlüsselspeicher des Systems hat versagt. Sie bleiben angemeldet, bis das Programm endet.</translation>
    </message>
</context>
<context>
    <name>LogoWords</name>
    <message>
        <source>This file cannot be used as a logo.</source>
        <translation>Diese Datei kann nicht als Logo verwendet werden.</translation>
    </message>
    <message>
        <source>the SVG has scripts or refers to other files</source>
        <translation>das SVG enthält Skripte oder verweist auf andere Dateien</translation>
    </message>
    <message>
        <source>it is not a valid SVG</source>
        <translation>es ist kein gültiges SVG</translation>
    </message>
    <message>
        <source>the SVG has no size</source>
        <translation>das SVG hat keine Größe</translation>
    </message>
    <message>
        <source>only SVG, PNG and JPEG are read</source>
        <translation>nur SVG, PNG und JPEG werden gelesen</translation>
    </message>
    <message>
        <source>it has more than 8,192 pixels a side</source>
        <translation>sie hat mehr als 8.192 Pixel je Seite</translation>
    </message>
    <message>
        <source>the picture is damaged</source>
        <translation>das Bild ist beschädigt</translation>
    </message>
    <message>
        <source>it cannot be opened</source>
        <translation>sie lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>it is larger than 2 MiB</source>
        <translation>sie ist größer als 2 MiB</translation>
    </message>
    <message>
        <source>as a PNG it is larger than 64 KiB</source>
        <translation>als PNG ist sie größer als 64 KiB</translation>
    </message>
</context>
<context>
    <name>PlanWords</name>
    <message>
        <source>1 tenant</source>
        <translation>1 Mandanten</translation>
    </message>
    <message>
        <source>%1 tenants</source>
        <translation>%1 Mandanten</translation>
    </message>
    <message>
        <source>1 brand</source>
        <translation>1 Branding</translation>
    </message>
    <message>
        <source>%1 brands</source>
        <translation>%1 Brandings</translation>
    </message>
    <message>
        <source>1 user</source>
        <translation>1 Benutzer</translation>
    </message>
    <message>
        <source>%1 users</source>
        <translation>%1 Benutzer</translation>
    </message>
    <message>
        <source>Create %1</source>
        <translation>%1 anlegen</translation>
    </message>
    <message>
        <source>Publish %1</source>
        <translation>%1 veröffentlichen</translation>
    </message>
    <message>
        <source>Suspend %1</source>
        <translation>%1 sperren</translation>
    </message>
    <message>
        <source>Resume %1</source>
        <translation>%1 entsperren</translation>
    </message>
    <message>
        <source>Archive %1</source>
        <translation>%1 archivieren</translation>
    </message>
    <message>
        <source>Undo for %1</source>
        <translation>Für %1 zurücknehmen</translation>
    </message>
    <message>
        <source>Apply to %1</source>
        <translation>Auf %1 anwenden</translation>
    </message>
    <message>
        <source>%1 created</source>
        <translation>Sie haben %1 angelegt</translation>
    </message>
    <message>
        <source>%1 published</source>
        <translation>Sie haben %1 veröffentlicht</translation>
    </message>
    <message>
        <source>%1 suspended</source>
        <translation>Sie haben %1 gesperrt</translation>
    </message>
    <message>
        <source>%1 resumed</source>
        <translation>Sie haben %1 entsperrt</translation>
    </message>
    <message>
        <source>%1 archived</source>
        <translation>Sie haben %1 archiviert</translation>
    </message>
    <message>
        <source>%1 put back</source>
        <translation>Sie haben %1 zurückgesetzt</translation>
    </message>
    <message>
        <source>%1 changed</source>
        <translation>Sie haben %1 geändert</translation>
    </message>
    <message>
        <source>1 role</source>
        <translation>1 Rolle</translation>
    </message>
    <message>
        <source>%1 roles</source>
        <translation>%1 Rollen</translation>
    </message>
    <message>
        <source>1 part</source>
        <translation>1 Teil</translation>
    </message>
    <message>
        <source>%1 parts</source>
        <translation>%1 Teile</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>Restore %1</source>
        <translation>%1 wiederherstellen</translation>
    </message>
    <message>
        <source>%1 deleted</source>
        <translation>Sie haben %1 gelöscht</translation>
    </message>
    <message>
        <source>%1 restored</source>
        <translation>Sie haben %1 wiederhergestellt</translation>
    </message>
    <message numerus="yes">
        <source>%n user(s)</source>
        <translation>
            <numerusform>%n Benutzer</numerusform>
            <numerusform>%n Benutzer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n API key(s)</source>
        <translation>
            <numerusform>%n API-Schlüssel</numerusform>
            <numerusform>%n API-Schlüssel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n role(s)</source>
        <translation>
            <numerusform>%n Rolle</numerusform>
            <numerusform>%n Rollen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n saved report(s)</source>
        <translation>
            <numerusform>%n gespeicherter Bericht</numerusform>
            <numerusform>%n gespeicherte Berichte</numerusform>
        </translation>
    </message>
    <message>
        <source>the brand</source>
        <translation>das Branding</translation>
    </message>
    <message numerus="yes">
        <source>%n support access(es)</source>
        <translation>
            <numerusform>%n Support-Zugriff</numerusform>
            <numerusform>%n Support-Zugriffe</numerusform>
        </translation>
    </message>
    <message>
        <source>tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>brand</source>
        <translation>Branding</translation>
    </message>
    <message>
        <source>user</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>1 alert rule</source>
        <translation>1 Alarmregel</translation>
    </message>
    <message>
        <source>%1 alert rules</source>
        <translation>%1 Alarmregeln</translation>
    </message>
    <message>
        <source>1 silence</source>
        <translation>1 Stummschaltung</translation>
    </message>
    <message>
        <source>%1 silences</source>
        <translation>%1 Stummschaltungen</translation>
    </message>
    <message>
        <source>1 objective</source>
        <translation>1 Ziel</translation>
    </message>
    <message>
        <source>%1 objectives</source>
        <translation>%1 Ziele</translation>
    </message>
    <message>
        <source>1 channel</source>
        <translation>1 Kanal</translation>
    </message>
    <message>
        <source>%1 channels</source>
        <translation>%1 Kanäle</translation>
    </message>
    <message>
        <source>alert rule</source>
        <translation>Alarmregel</translation>
    </message>
    <message>
        <source>silence</source>
        <translation>Stummschaltung</translation>
    </message>
    <message>
        <source>objective</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>1 subscription plan</source>
        <translation>1 Tarif</translation>
    </message>
    <message>
        <source>%1 subscription plans</source>
        <translation>%1 Tarife</translation>
    </message>
    <message>
        <source>1 component</source>
        <translation>1 Komponente</translation>
    </message>
    <message>
        <source>%1 components</source>
        <translation>%1 Komponenten</translation>
    </message>
    <message>
        <source>1 maintenance window</source>
        <translation>1 Wartungsfenster</translation>
    </message>
    <message>
        <source>%1 maintenance windows</source>
        <translation>%1 Wartungsfenster</translation>
    </message>
    <message>
        <source>subscription plan</source>
        <translation>Tarif</translation>
    </message>
    <message>
        <source>component</source>
        <translation>Komponente</translation>
    </message>
    <message>
        <source>maintenance window</source>
        <translation>Wartungsfenster</translation>
    </message>
    <message>
        <source>1 schedule</source>
        <translation>1 Zeitplan</translation>
    </message>
    <message>
        <source>%1 schedules</source>
        <translation>%1 Zeitpläne</translation>
    </message>
    <message>
        <source>nothing</source>
        <comment>an amount of money</comment>
        <translation>nichts</translation>
    </message>
    <message>
        <source>Invoice of %1 instead of %2</source>
        <comment>amounts of money</comment>
        <translation>Rechnung über %1 statt %2</translation>
    </message>
    <message>
        <source>Invoice of %1 instead of %2, on %3</source>
        <comment>amounts of money, date</comment>
        <translation>Rechnung über %1 statt %2, am %3</translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) end</source>
        <translation>
            <numerusform>%n Sitzung endet</numerusform>
            <numerusform>%n Sitzungen enden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n API key(s) end</source>
        <translation>
            <numerusform>%n API-Schlüssel endet</numerusform>
            <numerusform>%n API-Schlüssel enden</numerusform>
        </translation>
    </message>
    <message>
        <source>Can be restored until %1</source>
        <translation>Kann bis %1 wiederhergestellt werden</translation>
    </message>
    <message>
        <source>The sign-in address moves to %1</source>
        <translation>Die Anmeldeadresse zieht um nach %1</translation>
    </message>
    <message>
        <source>The sign-in page changes at once</source>
        <translation>Die Anmeldeseite ändert sich sofort</translation>
    </message>
    <message numerus="yes">
        <source>%n tenant(s) have this plan and keep what they have</source>
        <translation>
            <numerusform>%n Mandant hat diesen Tarif und behält, was er hat</numerusform>
            <numerusform>%n Mandanten haben diesen Tarif und behalten, was sie haben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n user(s) have other rights from the next request on</source>
        <translation>
            <numerusform>%n Benutzer hat von der nächsten Anfrage an andere Rechte</numerusform>
            <numerusform>%n Benutzer haben von der nächsten Anfrage an andere Rechte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert rule(s) lose the objective that is watched</source>
        <translation>
            <numerusform>%n Alarmregel verliert das Ziel, das sie beobachtet</numerusform>
            <numerusform>%n Alarmregeln verlieren das Ziel, das sie beobachten</numerusform>
        </translation>
    </message>
    <message>
        <source>Waits for the objective %1, which is not there yet</source>
        <translation>Wartet auf das Ziel %1, das es noch nicht gibt</translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) end</source>
        <translation>
            <numerusform>%n Alarm endet</numerusform>
            <numerusform>%n Alarme enden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fits %n alert(s) now</source>
        <translation>
            <numerusform>Passt jetzt auf %n Alarm</numerusform>
            <numerusform>Passt jetzt auf %n Alarme</numerusform>
        </translation>
    </message>
    <message>
        <source>The new address is signed with the same secret</source>
        <translation>Die neue Adresse wird mit demselben Geheimnis signiert</translation>
    </message>
    <message numerus="yes">
        <source>%n component(s) lose a dependency</source>
        <translation>
            <numerusform>%n Komponente verliert eine Abhängigkeit</numerusform>
            <numerusform>%n Komponenten verlieren eine Abhängigkeit</numerusform>
        </translation>
    </message>
    <message>
        <source>The maintenance ends now</source>
        <translation>Die Wartung endet jetzt</translation>
    </message>
    <message numerus="yes">
        <source>%n component(s) are in maintenance meanwhile</source>
        <translation>
            <numerusform>%n Komponente ist währenddessen in Wartung</numerusform>
            <numerusform>%n Komponenten sind währenddessen in Wartung</numerusform>
        </translation>
    </message>
    <message>
        <source>Runs in the name of %1 from now on</source>
        <translation>Läuft von jetzt an im Namen von %1</translation>
    </message>
    <message>
        <source>Nothing goes to the bucket until its secret is set</source>
        <translation>Nichts geht an den Bucket, bis sein Geheimnis gesetzt ist</translation>
    </message>
    <message>
        <source>by %1, %2</source>
        <comment>who, when</comment>
        <translation>von %1, %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>reason: what the rule says</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>changed since, by whom and when</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>schedule</source>
        <translation>Zeitplan</translation>
    </message>
</context>
<context>
    <name>PopupWords</name>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>No jobs</source>
        <translation>Keine Aufträge</translation>
    </message>
    <message>
        <source>Long work shows here while it runs.</source>
        <translation>Länger dauernde Arbeiten erscheinen hier, solange sie laufen.</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Nothing new</source>
        <translation>Nichts Neues</translation>
    </message>
    <message>
        <source>Finished jobs and changes by others show here.</source>
        <translation>Erledigte Aufträge und Änderungen anderer erscheinen hier.</translation>
    </message>
    <message>
        <source>Workspaces</source>
        <translation>Arbeitsbereiche</translation>
    </message>
    <message>
        <source>open</source>
        <translation>geöffnet</translation>
    </message>
    <message>
        <source>All workspaces…</source>
        <translation>Alle Arbeitsbereiche …</translation>
    </message>
</context>
<context>
    <name>ReportDialogs</name>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>a decimal</source>
        <translation>eine Dezimalzahl</translation>
    </message>
    <message>
        <source>an amount</source>
        <translation>ein Betrag</translation>
    </message>
    <message>
        <source>a time</source>
        <translation>ein Zeitpunkt</translation>
    </message>
    <message>
        <source>a day</source>
        <translation>ein Tag</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>ja oder nein</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>New calculated field</source>
        <translation>Neues berechnetes Feld</translation>
    </message>
    <message>
        <source>Calculated field</source>
        <translation>Berechnetes Feld</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Write an expression, such as mrr * 12</source>
        <translation>Schreiben Sie einen Ausdruck, etwa mrr * 12</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>Ausdruck</translation>
    </message>
    <message>
        <source>Gives %1.</source>
        <extracomment>%1 &quot;a whole number&quot;, &quot;a text&quot; …</extracomment>
        <translation>Ergibt %1.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>A word of letters, digits and _: what expressions call it</source>
        <translation>Ein Wort aus Buchstaben, Ziffern und _: so nennen es Ausdrücke</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>What people read; without one, the name</source>
        <translation>Was man liest; ohne Titel der Name</translation>
    </message>
    <message>
        <source>Ctrl+Space offers fields, functions and parameters.</source>
        <translation>Strg+Leertaste schlägt Felder, Funktionen und Parameter vor.</translation>
    </message>
    <message>
        <source>It needs a name</source>
        <translation>Ein Name fehlt</translation>
    </message>
    <message>
        <source>Group in steps</source>
        <translation>In Stufen gruppieren</translation>
    </message>
    <message>
        <source>Each step has</source>
        <translation>Jede Stufe hat</translation>
    </message>
    <message>
        <source>Counted from</source>
        <translation>Gezählt ab</translation>
    </message>
    <message>
        <source>A number above 0, such as 25</source>
        <translation>Eine Zahl über 0, etwa 25</translation>
    </message>
    <message>
        <source>A number, such as 0</source>
        <translation>Eine Zahl, etwa 0</translation>
    </message>
    <message>
        <source>those with the most</source>
        <translation>die mit dem meisten</translation>
    </message>
    <message>
        <source>those with the least</source>
        <translation>die mit dem wenigsten</translation>
    </message>
    <message>
        <source>Only some values, and others</source>
        <translation>Nur einige Werte, und andere</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Wie viele</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>Welche</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>All others become one group, computed from their rows.</source>
        <translation>Alle anderen werden eine Gruppe, aus ihren Zeilen berechnet.</translation>
    </message>
    <message>
        <source>Put a measure on the shelf first</source>
        <translation>Legen Sie zuerst eine Kennzahl ab</translation>
    </message>
    <message>
        <source>Percentile</source>
        <translation>Perzentil</translation>
    </message>
    <message>
        <source>Per cent of the values up to it</source>
        <translation>Prozent der Werte bis dorthin</translation>
    </message>
    <message>
        <source>50 is the median. It is always one of the values.</source>
        <translation>50 ist der Median. Es ist immer einer der Werte.</translation>
    </message>
    <message>
        <source>Rename the measure</source>
        <translation>Kennzahl umbenennen</translation>
    </message>
    <message>
        <source>Empty: what it is by itself</source>
        <translation>Leer: wie sie von selbst heißt</translation>
    </message>
    <message>
        <source>How cells stand out</source>
        <translation>Wie Zellen hervortreten</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Rules of this report</source>
        <translation>Regeln dieses Berichts</translation>
    </message>
    <message>
        <source>from a value up</source>
        <translation>ab einem Wert aufwärts</translation>
    </message>
    <message>
        <source>from a value down</source>
        <translation>ab einem Wert abwärts</translation>
    </message>
    <message>
        <source>a bar by its size</source>
        <translation>ein Balken nach Größe</translation>
    </message>
    <message>
        <source>a shade by its size</source>
        <translation>eine Tönung nach Größe</translation>
    </message>
    <message>
        <source>▲ good</source>
        <translation>▲ gut</translation>
    </message>
    <message>
        <source>▼ bad</source>
        <translation>▼ schlecht</translation>
    </message>
    <message>
        <source>● to be noticed</source>
        <translation>● zu beachten</translation>
    </message>
    <message>
        <source>Remove the chosen rule</source>
        <translation>Gewählte Regel entfernen</translation>
    </message>
    <message>
        <source>Cells of</source>
        <translation>Zellen von</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>As</source>
        <translation>Als</translation>
    </message>
    <message>
        <source>A number with at most four decimals, such as 184.50</source>
        <translation>Eine Zahl mit höchstens vier Dezimalstellen, etwa 184.50</translation>
    </message>
    <message>
        <source>Filter as text</source>
        <translation>Filter als Text</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Rows that count</source>
        <translation>Zeilen, die zählen</translation>
    </message>
    <message>
        <source>plan in (team,scale);(users&gt;=50|mrr&gt;=184.50);createdAt last 30 days;renewsAt is not null</source>
        <translation>plan in (team,scale);(users&gt;=50|mrr&gt;=184.50);createdAt last 30 days;renewsAt is not null</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Parameters of this report</source>
        <translation>Parameter dieses Berichts</translation>
    </message>
    <message>
        <source>several values</source>
        <translation>mehrere Werte</translation>
    </message>
    <message>
        <source>usually %1</source>
        <translation>gewöhnlich %1</translation>
    </message>
    <message>
        <source>Remove the chosen parameter</source>
        <translation>Gewählten Parameter entfernen</translation>
    </message>
    <message>
        <source>It is used: %1</source>
        <translation>Er wird gebraucht: %1</translation>
    </message>
    <message>
        <source>Several values, for lists</source>
        <translation>Mehrere Werte, für Listen</translation>
    </message>
    <message>
        <source>Filters write it as $name</source>
        <translation>Filter schreiben ihn als $name</translation>
    </message>
    <message>
        <source>Is</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Usually</source>
        <translation>Gewöhnlich</translation>
    </message>
    <message>
        <source>Empty: it is always asked for</source>
        <translation>Leer: es wird immer danach gefragt</translation>
    </message>
    <message>
        <source>Values of this run</source>
        <translation>Werte dieses Laufs</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>%1; several with commas between them</source>
        <translation>%1; mehrere mit Kommas dazwischen</translation>
    </message>
    <message>
        <source>A value is missing</source>
        <translation>Ein Wert fehlt</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Lines, days and weeks</source>
        <translation>Zeilen, Tage und Wochen</translation>
    </message>
    <message>
        <source>Lines of the finest grouping</source>
        <translation>Zeilen der feinsten Gruppierung</translation>
    </message>
    <message>
        <source>Totals are always those of all lines.</source>
        <translation>Summen sind immer die aller Zeilen.</translation>
    </message>
    <message>
        <source>Days begin in</source>
        <translation>Tage beginnen in</translation>
    </message>
    <message>
        <source>Weeks begin on</source>
        <translation>Wochen beginnen am</translation>
    </message>
    <message>
        <source>A time zone such as Europe/Berlin</source>
        <translation>Eine Zeitzone wie Europe/Berlin</translation>
    </message>
    <message>
        <source>SQL of this report</source>
        <translation>SQL dieses Berichts</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>SQL</source>
        <translation>SQL</translation>
    </message>
    <message>
        <source>:tenant(…) is the condition of whose rows may be seen.</source>
        <translation>:tenant(…) ist die Bedingung, wessen Zeilen gesehen werden dürfen.</translation>
    </message>
    <message>
        <source>The values of %1 are asked for first.</source>
        <translation>Nach den Werten von %1 wird zuerst gefragt.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Rows behind this cell</source>
        <translation>Zeilen hinter dieser Zelle</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Lädt …</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>The first %1 of %2 rows. Export the underlying rows to have all.</source>
        <translation>Die ersten %1 von %2 Zeilen. Exportieren Sie die zugrunde liegenden Zeilen, um alle zu haben.</translation>
    </message>
    <message>
        <source>All %1 rows</source>
        <translation>Alle %1 Zeilen</translation>
    </message>
    <message>
        <source>Folder of the report</source>
        <translation>Ordner des Berichts</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Such as Finance/Monthly; empty: in none</source>
        <translation>Etwa Finanzen/Monatlich; leer: in keinem</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>Who sees this report, and who changes it.</source>
        <translation>Wer diesen Bericht sieht und wer ihn ändert.</translation>
    </message>
    <message>
        <source>Who sees this report, and who changes it. Its owner, %1, always does.</source>
        <translation>Wer diesen Bericht sieht und wer ihn ändert. Wem er gehört, %1, immer.</translation>
    </message>
    <message>
        <source>Everybody here who may read reports</source>
        <translation>Alle hier, die Berichte lesen dürfen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Fassungen</translation>
    </message>
    <message>
        <source>Versions of the report</source>
        <translation>Fassungen des Berichts</translation>
    </message>
    <message>
        <source>What is different from what is open now</source>
        <translation>Was anders ist als das, was jetzt offen ist</translation>
    </message>
    <message>
        <source>Take back to this version</source>
        <translation>Auf diese Fassung zurücksetzen</translation>
    </message>
    <message>
        <source>The same as what is open now.</source>
        <translation>Dasselbe, was jetzt offen ist.</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Fassung %1</translation>
    </message>
    <message>
        <source>No version is known.</source>
        <translation>Es ist keine Fassung bekannt.</translation>
    </message>
    <message>
        <source>Somebody else saved this report</source>
        <translation>Jemand anders hat diesen Bericht gespeichert</translation>
    </message>
    <message>
        <source>Nothing was overwritten. Theirs stays, and its versions say what they changed.</source>
        <translation>Nichts wurde überschrieben. Der andere bleibt, und seine Fassungen sagen, was geändert wurde.</translation>
    </message>
    <message>
        <source>Go on editing</source>
        <translation>Weiter bearbeiten</translation>
    </message>
    <message>
        <source>Save mine as a new report</source>
        <translation>Meinen als neuen Bericht speichern</translation>
    </message>
    <message>
        <source>Open theirs</source>
        <translation>Den anderen öffnen</translation>
    </message>
</context>
<context>
    <name>ReportLinesWords</name>
    <message>
        <source>The report came damaged. Nothing was written.</source>
        <translation>Der Bericht kam beschädigt an. Nichts wurde geschrieben.</translation>
    </message>
</context>
<context>
    <name>ReportTemplateWords</name>
    <message>
        <source>Revenue by month and plan</source>
        <translation>Umsatz nach Monat und Tarif</translation>
    </message>
    <message>
        <source>Growth by month</source>
        <translation>Wachstum nach Monat</translation>
    </message>
    <message>
        <source>Lost revenue and its share</source>
        <translation>Verlorener Umsatz und sein Anteil</translation>
    </message>
    <message>
        <source>The largest users by week</source>
        <translation>Die größten Nutzer nach Woche</translation>
    </message>
    <message>
        <source>Tenants by number of users</source>
        <translation>Mandanten nach Zahl der Benutzer</translation>
    </message>
    <message>
        <source>Who did what</source>
        <translation>Wer was getan hat</translation>
    </message>
</context>
<context>
    <name>ReportWords</name>
    <message>
        <source>All others</source>
        <translation>Alle übrigen</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <extracomment>a chart: %1 measure, %2 category
----------
%1 a field of dates (&quot;Created&quot;), %2 the grouping (&quot;quarter&quot;)</extracomment>
        <translation>%1 nach %2</translation>
    </message>
    <message>
        <source>%1 by %2, stacked by %3</source>
        <extracomment>a chart: %1 measure, %2 category, %3 series</extracomment>
        <translation>%1 nach %2, gestapelt nach %3</translation>
    </message>
    <message>
        <source>%1 by %2 and %3</source>
        <translation>%1 nach %2 und %3</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Tenants</source>
        <translation>Mandanten</translation>
    </message>
    <message>
        <source>Tenant id</source>
        <translation>Mandanten-ID</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>Slug</source>
        <translation>Kurzname</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Domain</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Tarif</translation>
    </message>
    <message>
        <source>Billing interval</source>
        <translation>Abrechnungszeitraum</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Account owner</source>
        <translation>Inhaber</translation>
    </message>
    <message>
        <source>Owner&apos;s address</source>
        <translation>E-Mail des Inhabers</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Renews</source>
        <translation>Verlängerung</translation>
    </message>
    <message>
        <source>Last active</source>
        <translation>Letzte Aktivität</translation>
    </message>
    <message>
        <source>MRR</source>
        <translation>MRR</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Seats limit</source>
        <translation>Limit Plätze</translation>
    </message>
    <message>
        <source>API calls limit</source>
        <translation>Limit API-Aufrufe</translation>
    </message>
    <message>
        <source>Storage limit</source>
        <translation>Limit Speicher</translation>
    </message>
    <message>
        <source>Webhooks limit</source>
        <translation>Limit Webhooks</translation>
    </message>
    <message>
        <source>API calls used</source>
        <translation>Genutzte API-Aufrufe</translation>
    </message>
    <message>
        <source>Storage used</source>
        <translation>Genutzter Speicher</translation>
    </message>
    <message>
        <source>Webhooks used</source>
        <translation>Genutzte Webhooks</translation>
    </message>
    <message>
        <source>User id</source>
        <translation>Benutzer-ID</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Nutzung</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Metrik</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Subscription months</source>
        <translation>Abonnementmonate</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>Tenant tags</source>
        <translation>Schlagwörter des Mandanten</translation>
    </message>
    <message>
        <source>New MRR</source>
        <translation>Neuer MRR</translation>
    </message>
    <message>
        <source>Churned MRR</source>
        <translation>Verlorener MRR</translation>
    </message>
    <message>
        <source>Paid seats</source>
        <translation>Bezahlte Plätze</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>Rabatt</translation>
    </message>
    <message>
        <source>Audit entries</source>
        <translation>Einträge des Prüfprotokolls</translation>
    </message>
    <message>
        <source>Entry id</source>
        <translation>Eintrags-ID</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Actor id</source>
        <translation>ID der handelnden Person</translation>
    </message>
    <message>
        <source>Actor</source>
        <translation>Handelnde Person</translation>
    </message>
    <message>
        <source>On behalf of</source>
        <translation>Im Namen von</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Kind of entity</source>
        <translation>Art des Objekts</translation>
    </message>
    <message>
        <source>Entity id</source>
        <translation>Objekt-ID</translation>
    </message>
    <message>
        <source>Entity</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>Batch id</source>
        <translation>Stapel-ID</translation>
    </message>
    <message>
        <source>Plan id</source>
        <translation>ID des Änderungsplans</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>Hash</translation>
    </message>
    <message>
        <source>Week %1, %2</source>
        <extracomment>calendar week: %1 number, %2 year</extracomment>
        <translation>KW %1, %2</translation>
    </message>
    <message>
        <source>day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>week</source>
        <translation>Woche</translation>
    </message>
    <message>
        <source>month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>quarter</source>
        <translation>Quartal</translation>
    </message>
    <message>
        <source>year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <source>exact value</source>
        <translation>genauer Wert</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Distinct</source>
        <translation>Verschiedene Werte</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>Durchschnitt</translation>
    </message>
    <message>
        <source>Smallest</source>
        <translation>Kleinster Wert</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>Größter Wert</translation>
    </message>
    <message>
        <source>is</source>
        <translation>ist</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>ist nicht</translation>
    </message>
    <message>
        <source>more than</source>
        <translation>mehr als</translation>
    </message>
    <message>
        <source>at least</source>
        <translation>mindestens</translation>
    </message>
    <message>
        <source>less than</source>
        <translation>weniger als</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>höchstens</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>enthält</translation>
    </message>
    <message>
        <source>is one of</source>
        <translation>ist eines von</translation>
    </message>
    <message>
        <source>is none of</source>
        <translation>ist keines von</translation>
    </message>
    <message>
        <source>in last</source>
        <translation>in den letzten</translation>
    </message>
    <message>
        <source>Number of rows</source>
        <translation>Anzahl der Zeilen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>%1 &quot;Sum&quot;, &quot;Average&quot; …, %2 a field</extracomment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 %2 %3</source>
        <extracomment>%1 field, %2 comparison, %3 values</extracomment>
        <translation>%1 %2 %3</translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>MMM yyyy</source>
        <extracomment>how a month is written</extracomment>
        <translation>MMM yyyy</translation>
    </message>
    <message>
        <source>Q%1 %2</source>
        <extracomment>a quarter: %1 number, %2 year</extracomment>
        <translation>Q%1 %2</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>how a day is written</extracomment>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>Limit used, %</source>
        <translation>Grenze genutzt, %</translation>
    </message>
    <message>
        <source>Tenant&apos;s status</source>
        <translation>Status des Mandanten</translation>
    </message>
    <message>
        <source>minute</source>
        <translation>Minute</translation>
    </message>
    <message>
        <source>hour</source>
        <translation>Stunde</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>Percentile</source>
        <translation>Perzentil</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>Verhältnis</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Running total</source>
        <translation>Laufende Summe</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Earlier period</source>
        <translation>Früherer Zeitraum</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation>Wachstum</translation>
    </message>
    <message>
        <source>in this</source>
        <translation>in diesem Zeitraum</translation>
    </message>
    <message>
        <source>in previous</source>
        <translation>im vorigen Zeitraum</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>ist leer</translation>
    </message>
    <message>
        <source>is not empty</source>
        <translation>ist nicht leer</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 &quot;Share&quot;, &quot;Rank&quot; …, %2 another measure</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>bad</source>
        <translation>schlecht</translation>
    </message>
    <message>
        <source>to be noticed</source>
        <translation>zu beachten</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Key figures</source>
        <translation>Kennwerte</translation>
    </message>
    <message>
        <source>%1 against %2, by %3</source>
        <extracomment>points: %1 and %2 two measures, %3 what a point is</extracomment>
        <translation>%1 gegen %2, nach %3</translation>
    </message>
    <message>
        <source>the first %1 of %2</source>
        <translation>die ersten %1 von %2</translation>
    </message>
    <message>
        <source>%1 of %2 series</source>
        <translation>%1 von %2 Reihen</translation>
    </message>
    <message>
        <source>Table only</source>
        <translation>Nur Tabelle</translation>
    </message>
    <message>
        <source>Bars</source>
        <translation>Balken</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Linien</translation>
    </message>
    <message>
        <source>Areas</source>
        <translation>Flächen</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Pie</source>
        <translation>Kreis</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>Heatmap</translation>
    </message>
    <message>
        <source>%1 in steps</source>
        <extracomment>numbers grouped in steps: &quot;Users in steps&quot;</extracomment>
        <translation>%1 in Stufen</translation>
    </message>
    <message>
        <source>%1, last %2</source>
        <extracomment>the values with the most or the least: %1 field, %2 how many</extracomment>
        <translation>%1, letzte %2</translation>
    </message>
    <message>
        <source>%1, top %2</source>
        <translation>%1, obere %2</translation>
    </message>
    <message>
        <source>Share of the row</source>
        <translation>Anteil an der Zeile</translation>
    </message>
    <message>
        <source>Share of the column</source>
        <translation>Anteil an der Spalte</translation>
    </message>
    <message>
        <source>%1 since last year</source>
        <translation>%1 seit dem Vorjahr</translation>
    </message>
    <message>
        <source>Percentile %1</source>
        <translation>Perzentil %1</translation>
    </message>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> und %n weitere</numerusform>
            <numerusform> und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>%1 to below %2</source>
        <extracomment>a step of numbers: from %1 up to, but not with, %2</extracomment>
        <translation>%1 bis unter %2</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n Stunde</numerusform>
            <numerusform>%n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n week(s)</source>
        <translation>
            <numerusform>%n Woche</numerusform>
            <numerusform>%n Wochen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n month(s)</source>
        <translation>
            <numerusform>%n Monat</numerusform>
            <numerusform>%n Monaten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n quarter(s)</source>
        <translation>
            <numerusform>%n Quartal</numerusform>
            <numerusform>%n Quartalen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n Jahr</numerusform>
            <numerusform>%n Jahren</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %</source>
        <extracomment>a share or a growth, like &quot;21.4 %&quot;</extracomment>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>ScaleWords</name>
    <message>
        <source>req/s</source>
        <translation>Anfr./s</translation>
    </message>
    <message>
        <source>MMM yyyy</source>
        <extracomment>how a month, and a day of this year, are written</extracomment>
        <translation>MMM yyyy</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>d. MMM</translation>
    </message>
</context>
<context>
    <name>ScheduleWords</name>
    <message>
        <source>%1 schedules</source>
        <translation>%1 Zeitpläne</translation>
    </message>
    <message>
        <source>Secret of the bucket of %1</source>
        <translation>Geheimnis des Buckets von %1</translation>
    </message>
    <message>
        <source>Set secret</source>
        <translation>Geheimnis setzen</translation>
    </message>
    <message>
        <source>Secret access key</source>
        <translation>Geheimer Zugangsschlüssel</translation>
    </message>
    <message>
        <source>It is kept by the platform and never shown.</source>
        <translation>Die Plattform bewahrt es auf und zeigt es nie.</translation>
    </message>
    <message>
        <source>Secret of %1 set</source>
        <translation>Geheimnis von %1 gesetzt</translation>
    </message>
    <message>
        <source>Switch on %1</source>
        <translation>%1 einschalten</translation>
    </message>
    <message>
        <source>Switch off %1</source>
        <translation>%1 ausschalten</translation>
    </message>
    <message>
        <source>first</source>
        <translation>ersten</translation>
    </message>
    <message>
        <source>second</source>
        <translation>zweiten</translation>
    </message>
    <message>
        <source>third</source>
        <translation>dritten</translation>
    </message>
    <message>
        <source>fourth</source>
        <translation>vierten</translation>
    </message>
    <message>
        <source>last</source>
        <translation>letzten</translation>
    </message>
    <message>
        <source>Tries again</source>
        <translation>Versucht es wieder</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Not to all</source>
        <translation>Nicht an alle</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>Jeden Tag</translation>
    </message>
    <message>
        <source>Monday to Friday</source>
        <translation>Montag bis Freitag</translation>
    </message>
    <message>
        <source>On days of the week</source>
        <translation>An Wochentagen</translation>
    </message>
    <message>
        <source>On a day of the month</source>
        <translation>An einem Tag des Monats</translation>
    </message>
    <message>
        <source>On a weekday of the month</source>
        <translation>An einem Wochentag des Monats</translation>
    </message>
    <message>
        <source>Leave them out</source>
        <translation>Auslassen</translation>
    </message>
    <message>
        <source>Run once for all of them</source>
        <translation>Einmal für alle laufen</translation>
    </message>
    <message>
        <source>Run each of them</source>
        <translation>Jeden nachholen</translation>
    </message>
    <message>
        <source>%1 at %2, %3</source>
        <extracomment>how often, at what time of which zone: &quot;Daily at 08:30, Europe/Berlin&quot;</extracomment>
        <translation>%1 um %2, %3</translation>
    </message>
    <message>
        <source>folder %1</source>
        <translation>Ordner %1</translation>
    </message>
    <message>
        <source>bucket</source>
        <translation>Bucket</translation>
    </message>
    <message>
        <source>bucket %1</source>
        <translation>Bucket %1</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>Ausgewählt</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Zeitplan</translation>
    </message>
    <message>
        <source>Last run</source>
        <translation>Letzter Lauf</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Next run</source>
        <translation>Nächster Lauf</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Noch nicht</translation>
    </message>
    <message>
        <source>Deleted report</source>
        <translation>Gelöschter Bericht</translation>
    </message>
    <message>
        <source>There</source>
        <translation>Dort</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>%1, the rows themselves</source>
        <translation>%1, die Zeilen selbst</translation>
    </message>
    <message>
        <source>Missed runs</source>
        <translation>Verpasste Läufe</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>Schedules</source>
        <translation>Zeitpläne</translation>
    </message>
    <message>
        <source>Could not load schedules</source>
        <translation>Die Zeitpläne konnten nicht geladen werden</translation>
    </message>
    <message>
        <source>New schedule</source>
        <translation>Neuer Zeitplan</translation>
    </message>
    <message>
        <source>Selected schedules</source>
        <translation>Ausgewählte Zeitpläne</translation>
    </message>
    <message>
        <source>Reports for finance</source>
        <translation>Berichte für die Buchhaltung</translation>
    </message>
    <message>
        <source>No report is scheduled</source>
        <translation>Kein Bericht ist geplant</translation>
    </message>
    <message>
        <source>Deliver again</source>
        <translation>Noch einmal zustellen</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Run now</source>
        <translation>Jetzt ausführen</translation>
    </message>
    <message>
        <source>Secret…</source>
        <translation>Geheimnis …</translation>
    </message>
    <message>
        <source>It runs</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>It does not run</source>
        <translation>Läuft nicht</translation>
    </message>
    <message>
        <source>Switch on…</source>
        <translation>Einschalten…</translation>
    </message>
    <message>
        <source>Switch off…</source>
        <translation>Ausschalten…</translation>
    </message>
    <message>
        <source>Choose a run, or one recipient of it</source>
        <translation>Wählen Sie einen Lauf oder einen seiner Empfänger</translation>
    </message>
    <message>
        <source>Deliver again to this one</source>
        <translation>Diesem noch einmal zustellen</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Eigentümer</translation>
    </message>
    <message>
        <source>Sends</source>
        <translation>Sendet</translation>
    </message>
    <message>
        <source>Complete results only</source>
        <translation>Nur vollständige Ergebnisse</translation>
    </message>
    <message>
        <source>Whatever there is</source>
        <translation>Was da ist</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <extracomment>two formats: &quot;XLSX and PDF&quot;</extracomment>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>Daily</source>
        <translation>Täglich</translation>
    </message>
    <message>
        <source>Weekly, %1</source>
        <extracomment>how often: &quot;Weekly, Monday&quot;</extracomment>
        <translation>Wöchentlich, %1</translation>
    </message>
    <message>
        <source>Monthly on day %1</source>
        <translation>Monatlich am %1.</translation>
    </message>
    <message>
        <source>Every %1 %2 of the month</source>
        <translation>Jeden %1 %2 des Monats</translation>
    </message>
</context>
<context>
    <name>StoreWords</name>
    <message>
        <source>The offline data has been closed.</source>
        <translation>Die Offline-Daten wurden geschlossen.</translation>
    </message>
    <message>
        <source>This is too large to be kept for working offline.</source>
        <translation>Das ist zu groß, um für die Offline-Arbeit gespeichert zu werden.</translation>
    </message>
    <message>
        <source>There is no such dataset.</source>
        <translation>Diese Datenquelle gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no offline data yet.</source>
        <translation>Es gibt noch keine Offline-Daten.</translation>
    </message>
    <message>
        <source>The snapshot is not complete. The earlier one was kept.</source>
        <translation>Die Momentaufnahme ist nicht vollständig. Die frühere wurde behalten.</translation>
    </message>
    <message>
        <source>The offline data is damaged and cannot be set aside.</source>
        <translation>Die Offline-Daten sind beschädigt und können nicht beiseitegelegt werden.</translation>
    </message>
    <message>
        <source>A snapshot of this is being taken already.</source>
        <translation>Davon wird bereits eine Momentaufnahme gemacht.</translation>
    </message>
    <message>
        <source>What this computer keeps for offline work is encrypted, and its key store did not give the key.</source>
        <translation>Was dieser Rechner für die Arbeit ohne Netz aufbewahrt, ist verschlüsselt, und sein Schlüsselspeicher hat den Schlüssel nicht herausgegeben.</translation>
    </message>
</context>
<context>
    <name>SupportWords</name>
    <message>
        <source>Always</source>
        <extracomment>The tenant lets support in without being asked</extracomment>
        <translation>Immer</translation>
    </message>
    <message>
        <source>Ask us</source>
        <extracomment>The tenant&apos;s people allow or refuse support access each time</extracomment>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Never</source>
        <extracomment>The tenant lets no support in</extracomment>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Support may come in at once, with a reason and for a while. You see it here.</source>
        <translation>Der Support darf sofort herein, mit Grund und auf Zeit. Sie sehen es hier.</translation>
    </message>
    <message>
        <source>Owners and admins are asked each time. Nobody comes in before one of you allows it.</source>
        <translation>Inhaber und Admins werden jedes Mal gefragt. Niemand kommt herein, bevor jemand von Ihnen es erlaubt.</translation>
    </message>
    <message>
        <source>Support cannot come in, and cannot ask.</source>
        <translation>Der Support kann weder herein noch fragen.</translation>
    </message>
    <message>
        <source>Role %1</source>
        <translation>Rolle %1</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 Std.</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 Min.</translation>
    </message>
    <message>
        <source>%1 of %2 has ended your support access.</source>
        <translation>%1 von %2 hat Ihren Support-Zugriff beendet.</translation>
    </message>
    <message>
        <source>%1 has ended your support access.</source>
        <translation>%1 hat Ihren Support-Zugriff beendet.</translation>
    </message>
    <message>
        <source>%1 has refused your support access.</source>
        <translation>%1 hat Ihren Support-Zugriff abgelehnt.</translation>
    </message>
    <message>
        <source>The time of your support access to %1 is over.</source>
        <translation>Die Zeit Ihres Support-Zugriffs auf %1 ist abgelaufen.</translation>
    </message>
    <message>
        <source>Your support access to %1 has ended.</source>
        <translation>Ihr Support-Zugriff auf %1 ist beendet.</translation>
    </message>
</context>
<context>
    <name>TooltipWords</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Slug</source>
        <translation>Kurzname</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Domain</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Tarif</translation>
    </message>
    <message>
        <source>Billing</source>
        <translation>Abrechnung</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Inhaber</translation>
    </message>
    <message>
        <source>Owner&apos;s e-mail</source>
        <translation>E-Mail des Inhabers</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>MRR</source>
        <translation>MRR</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Seats</source>
        <translation>Plätze</translation>
    </message>
    <message>
        <source>API calls</source>
        <translation>API-Aufrufe</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation>Webhooks</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Renews</source>
        <translation>Verlängerung</translation>
    </message>
    <message>
        <source>Last activity</source>
        <translation>Letzte Aktivität</translation>
    </message>
    <message>
        <source>Product name</source>
        <translation>Produktname</translation>
    </message>
    <message>
        <source>Headline</source>
        <translation>Überschrift</translation>
    </message>
    <message>
        <source>Welcome text</source>
        <translation>Begrüßungstext</translation>
    </message>
    <message>
        <source>Primary colour</source>
        <translation>Primärfarbe</translation>
    </message>
    <message>
        <source>Accent colour</source>
        <translation>Akzentfarbe</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>Text colour</source>
        <translation>Textfarbe</translation>
    </message>
    <message>
        <source>Heading font</source>
        <translation>Schrift der Überschriften</translation>
    </message>
    <message>
        <source>Body font</source>
        <translation>Schrift des Textes</translation>
    </message>
    <message>
        <source>E-mail footer</source>
        <translation>E-Mail-Fußzeile</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>Logo</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Actor</source>
        <translation>Handelnde Person</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Entity</source>
        <translation>Objekt-ID</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>Tenant created</source>
        <translation>Mandant angelegt</translation>
    </message>
    <message>
        <source>Tenant changed</source>
        <translation>Mandant geändert</translation>
    </message>
    <message>
        <source>Tenant suspended</source>
        <translation>Mandant gesperrt</translation>
    </message>
    <message>
        <source>Tenant resumed</source>
        <translation>Mandant entsperrt</translation>
    </message>
    <message>
        <source>Tenant archived</source>
        <translation>Mandant archiviert</translation>
    </message>
    <message>
        <source>Tenant reverted</source>
        <translation>Änderung am Mandanten zurückgenommen</translation>
    </message>
    <message>
        <source>Branding changed</source>
        <translation>Branding geändert</translation>
    </message>
    <message>
        <source>Branding published</source>
        <translation>Branding veröffentlicht</translation>
    </message>
    <message>
        <source>Branding reverted</source>
        <translation>Änderung am Branding zurückgenommen</translation>
    </message>
    <message>
        <source>User changed</source>
        <translation>Benutzer geändert</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>Trial</source>
        <translation>Testphase</translation>
    </message>
    <message>
        <source>Active</source>
        <extracomment>Of support access: it may be used now</extracomment>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Past due</source>
        <translation>Überfällig</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archiviert</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Free</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Scale</translation>
    </message>
    <message>
        <source>Enterprise</source>
        <translation>Enterprise</translation>
    </message>
    <message>
        <source>yearly</source>
        <translation>jährlich</translation>
    </message>
    <message>
        <source>monthly</source>
        <translation>monatlich</translation>
    </message>
    <message>
        <source>Platform operator</source>
        <translation>Plattformbetreiber</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>Support</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>Prüfer</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>Administrator</translation>
    </message>
    <message>
        <source>Analyst</source>
        <translation>Analyst</translation>
    </message>
    <message>
        <source>Viewer</source>
        <translation>Betrachter</translation>
    </message>
    <message>
        <source>Already so</source>
        <translation>Bereits so</translation>
    </message>
    <message>
        <source>Not suspended</source>
        <translation>Nicht gesperrt</translation>
    </message>
    <message>
        <source>Over the limit</source>
        <translation>Über dem Limit</translation>
    </message>
    <message>
        <source>Refused by a rule</source>
        <translation>Durch eine Regel abgelehnt</translation>
    </message>
    <message>
        <source>Changed since</source>
        <translation>Seither geändert</translation>
    </message>
    <message>
        <source>Cannot be undone</source>
        <translation>Nicht umkehrbar</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>Lokal</translation>
    </message>
    <message>
        <source>Staging</source>
        <translation>Staging</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>Produktion</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1, no limit</source>
        <translation>%1, kein Limit</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>vor %1 min</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>vor %1 h</translation>
    </message>
    <message>
        <source>%1 d ago</source>
        <translation>vor %1 d</translation>
    </message>
    <message>
        <source>%1, %2 UTC</source>
        <translation>%1, %2 UTC</translation>
    </message>
    <message>
        <source>%1 UTC</source>
        <translation>%1 UTC</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>how a day is written</extracomment>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>d MMM</source>
        <extracomment>how a day of this year, and a month, are written</extracomment>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>MMM yyyy</source>
        <translation>MMM yyyy</translation>
    </message>
    <message>
        <source>Token revoked</source>
        <translation>Token widerrufen</translation>
    </message>
    <message>
        <source>Signed out at the identity provider</source>
        <translation>Beim Identitätsanbieter abgemeldet</translation>
    </message>
    <message>
        <source>Sign-in code shown twice</source>
        <translation>Anmeldecode zweimal vorgezeigt</translation>
    </message>
    <message>
        <source>Refresh token shown twice</source>
        <translation>Erneuerungstoken zweimal vorgezeigt</translation>
    </message>
    <message>
        <source>Access withdrawn</source>
        <translation>Zugang entzogen</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Limit used</source>
        <translation>Grenze genutzt</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Ended because</source>
        <translation>Beendet, weil</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Sign-in refused</source>
        <translation>Anmeldung abgelehnt</translation>
    </message>
    <message>
        <source>Last owner</source>
        <translation>Letzter Inhaber</translation>
    </message>
    <message>
        <source>Above your rights</source>
        <translation>Über Ihren Rechten</translation>
    </message>
    <message>
        <source>Managed elsewhere</source>
        <translation>Anderswo verwaltet</translation>
    </message>
    <message>
        <source>Invited</source>
        <translation>Eingeladen</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>See tenants</source>
        <translation>Mandanten sehen</translation>
    </message>
    <message>
        <source>Change tenants</source>
        <translation>Mandanten ändern</translation>
    </message>
    <message>
        <source>See users and roles</source>
        <translation>Benutzer und Rollen sehen</translation>
    </message>
    <message>
        <source>Change users</source>
        <translation>Benutzer ändern</translation>
    </message>
    <message>
        <source>Make custom roles</source>
        <translation>Eigene Rollen anlegen</translation>
    </message>
    <message>
        <source>Manage everybody&apos;s API keys</source>
        <translation>API-Schlüssel aller verwalten</translation>
    </message>
    <message>
        <source>Apply plans</source>
        <translation>Pläne anwenden</translation>
    </message>
    <message>
        <source>Read the audit log</source>
        <translation>Prüfprotokoll lesen</translation>
    </message>
    <message>
        <source>See metrics</source>
        <translation>Metriken sehen</translation>
    </message>
    <message>
        <source>Send metrics</source>
        <translation>Metriken senden</translation>
    </message>
    <message>
        <source>Run reports</source>
        <translation>Berichte ausführen</translation>
    </message>
    <message>
        <source>See branding</source>
        <translation>Branding sehen</translation>
    </message>
    <message>
        <source>Change branding</source>
        <translation>Branding ändern</translation>
    </message>
    <message>
        <source>Report usage</source>
        <translation>Nutzung melden</translation>
    </message>
    <message>
        <source>Let support in</source>
        <translation>Support einlassen</translation>
    </message>
    <message>
        <source>Act as support</source>
        <translation>Als Support handeln</translation>
    </message>
    <message>
        <source>Manage the platform</source>
        <translation>Plattform verwalten</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Custom role</source>
        <translation>Eigene Rolle</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Rechte</translation>
    </message>
    <message>
        <source>User suspended</source>
        <translation>Benutzer gesperrt</translation>
    </message>
    <message>
        <source>User let in again</source>
        <translation>Benutzer wieder zugelassen</translation>
    </message>
    <message>
        <source>User reverted</source>
        <translation>Benutzer zurückgesetzt</translation>
    </message>
    <message>
        <source>User invited</source>
        <translation>Benutzer eingeladen</translation>
    </message>
    <message>
        <source>Invited again</source>
        <translation>Erneut eingeladen</translation>
    </message>
    <message>
        <source>Invitation withdrawn</source>
        <translation>Einladung zurückgezogen</translation>
    </message>
    <message>
        <source>Joined</source>
        <translation>Beigetreten</translation>
    </message>
    <message>
        <source>New e-mail asked to confirm</source>
        <translation>Neue E-Mail um Bestätigung gebeten</translation>
    </message>
    <message>
        <source>E-mail changed</source>
        <translation>E-Mail geändert</translation>
    </message>
    <message>
        <source>Password reset sent</source>
        <translation>Link für neues Passwort verschickt</translation>
    </message>
    <message>
        <source>Password reset</source>
        <translation>Passwort neu gesetzt</translation>
    </message>
    <message>
        <source>Password changed</source>
        <translation>Passwort geändert</translation>
    </message>
    <message>
        <source>Role created</source>
        <translation>Rolle angelegt</translation>
    </message>
    <message>
        <source>Role changed</source>
        <translation>Rolle geändert</translation>
    </message>
    <message>
        <source>Role deleted</source>
        <translation>Rolle gelöscht</translation>
    </message>
    <message>
        <source>API key created</source>
        <translation>API-Schlüssel angelegt</translation>
    </message>
    <message>
        <source>API key revoked</source>
        <translation>API-Schlüssel widerrufen</translation>
    </message>
    <message>
        <source>Second factor set up</source>
        <translation>Zweiter Faktor eingerichtet</translation>
    </message>
    <message>
        <source>Second factor given up</source>
        <translation>Zweiter Faktor abgeschaltet</translation>
    </message>
    <message>
        <source>New recovery codes</source>
        <translation>Neue Wiederherstellungscodes</translation>
    </message>
    <message>
        <source>Second factor taken away</source>
        <translation>Zweiter Faktor entfernt</translation>
    </message>
    <message>
        <source>Recovery code used</source>
        <translation>Wiederherstellungscode benutzt</translation>
    </message>
    <message>
        <source>Support access asked for</source>
        <translation>Support-Zugriff erbeten</translation>
    </message>
    <message>
        <source>Support access allowed</source>
        <translation>Support-Zugriff erlaubt</translation>
    </message>
    <message>
        <source>Support access refused</source>
        <translation>Support-Zugriff abgelehnt</translation>
    </message>
    <message>
        <source>Support came in</source>
        <translation>Support ist hereingekommen</translation>
    </message>
    <message>
        <source>Support left</source>
        <translation>Support ist gegangen</translation>
    </message>
    <message>
        <source>Support access ended</source>
        <translation>Support-Zugriff beendet</translation>
    </message>
    <message>
        <source>Rule for support changed</source>
        <translation>Regel für den Support geändert</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Overwrite changes of others</source>
        <translation>Änderungen anderer überschreiben</translation>
    </message>
    <message>
        <source>Add a tag</source>
        <translation>Schlagwort hinzufügen</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Branding</source>
        <translation>Branding</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>Second factor</source>
        <translation>Zweiter Faktor</translation>
    </message>
    <message>
        <source>Support access</source>
        <translation>Support-Zugriff</translation>
    </message>
    <message>
        <source>Rule for support</source>
        <translation>Regel für den Support</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Plan of changes</source>
        <translation>Änderungsplan</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Actor&apos;s id</source>
        <translation>ID der handelnden Person</translation>
    </message>
    <message>
        <source>Tenant deleted</source>
        <translation>Mandant gelöscht</translation>
    </message>
    <message>
        <source>Tenant restored</source>
        <translation>Mandant wiederhergestellt</translation>
    </message>
    <message>
        <source>Tenant purged</source>
        <translation>Mandant endgültig entfernt</translation>
    </message>
    <message>
        <source>Tenant set</source>
        <translation>Mandant angeglichen</translation>
    </message>
    <message>
        <source>User set</source>
        <translation>Benutzer angeglichen</translation>
    </message>
    <message>
        <source>Role set</source>
        <translation>Rolle angeglichen</translation>
    </message>
    <message>
        <source>Role reverted</source>
        <translation>Rolle zurückgesetzt</translation>
    </message>
    <message>
        <source>Branding set</source>
        <translation>Branding angeglichen</translation>
    </message>
    <message>
        <source>Alert rule</source>
        <translation>Alarmregel</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>Stummschaltung</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Alert channel</source>
        <translation>Alarmkanal</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>Quiet</source>
        <translation>Ruhig</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Anstehend</translation>
    </message>
    <message>
        <source>Firing</source>
        <translation>Ausgelöst</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Behoben</translation>
    </message>
    <message>
        <source>See alerts</source>
        <translation>Alarme sehen</translation>
    </message>
    <message>
        <source>Change alert rules, silences and channels</source>
        <translation>Alarmregeln, Stummschaltungen und Kanäle ändern</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>Switched on</source>
        <translation>Eingeschaltet</translation>
    </message>
    <message>
        <source>For, ms</source>
        <translation>Für, ms</translation>
    </message>
    <message>
        <source>Keeps firing, ms</source>
        <translation>Bleibt ausgelöst, ms</translation>
    </message>
    <message>
        <source>Without values</source>
        <translation>Ohne Werte</translation>
    </message>
    <message>
        <source>Silenced until</source>
        <translation>Stumm bis</translation>
    </message>
    <message>
        <source>Silenced</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Labels to match</source>
        <translation>Passende Labels</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Starts</source>
        <translation>Beginnt</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Active since</source>
        <translation>Aktiv seit</translation>
    </message>
    <message>
        <source>Fired</source>
        <translation>Ausgelöst</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>Indikator</translation>
    </message>
    <message>
        <source>Period, days</source>
        <translation>Zeitraum, Tage</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Groups by</source>
        <translation>Gruppiert nach</translation>
    </message>
    <message>
        <source>Waits, ms</source>
        <translation>Wartet, ms</translation>
    </message>
    <message>
        <source>Between changes, ms</source>
        <translation>Zwischen Änderungen, ms</translation>
    </message>
    <message>
        <source>Repeats after, ms</source>
        <translation>Wiederholt nach, ms</translation>
    </message>
    <message>
        <source>Says what is resolved</source>
        <translation>Meldet Behobenes</translation>
    </message>
    <message>
        <source>Alert rule created</source>
        <translation>Alarmregel angelegt</translation>
    </message>
    <message>
        <source>Alert rule changed</source>
        <translation>Alarmregel geändert</translation>
    </message>
    <message>
        <source>Alert rule deleted</source>
        <translation>Alarmregel gelöscht</translation>
    </message>
    <message>
        <source>Alert rule restored</source>
        <translation>Alarmregel wiederhergestellt</translation>
    </message>
    <message>
        <source>Alert rule reverted</source>
        <translation>Alarmregel zurückgenommen</translation>
    </message>
    <message>
        <source>Alert rule set</source>
        <translation>Alarmregel gesetzt</translation>
    </message>
    <message>
        <source>Silence created</source>
        <translation>Stummschaltung angelegt</translation>
    </message>
    <message>
        <source>Silence changed</source>
        <translation>Stummschaltung geändert</translation>
    </message>
    <message>
        <source>Silence deleted</source>
        <translation>Stummschaltung gelöscht</translation>
    </message>
    <message>
        <source>Silence restored</source>
        <translation>Stummschaltung wiederhergestellt</translation>
    </message>
    <message>
        <source>Silence reverted</source>
        <translation>Stummschaltung zurückgenommen</translation>
    </message>
    <message>
        <source>Silence set</source>
        <translation>Stummschaltung gesetzt</translation>
    </message>
    <message>
        <source>Objective created</source>
        <translation>Ziel angelegt</translation>
    </message>
    <message>
        <source>Objective changed</source>
        <translation>Ziel geändert</translation>
    </message>
    <message>
        <source>Objective deleted</source>
        <translation>Ziel gelöscht</translation>
    </message>
    <message>
        <source>Objective restored</source>
        <translation>Ziel wiederhergestellt</translation>
    </message>
    <message>
        <source>Objective reverted</source>
        <translation>Ziel zurückgenommen</translation>
    </message>
    <message>
        <source>Objective set</source>
        <translation>Ziel gesetzt</translation>
    </message>
    <message>
        <source>Alert channel created</source>
        <translation>Alarmkanal angelegt</translation>
    </message>
    <message>
        <source>Alert channel changed</source>
        <translation>Alarmkanal geändert</translation>
    </message>
    <message>
        <source>Alert channel deleted</source>
        <translation>Alarmkanal gelöscht</translation>
    </message>
    <message>
        <source>Alert channel restored</source>
        <translation>Alarmkanal wiederhergestellt</translation>
    </message>
    <message>
        <source>Alert channel reverted</source>
        <translation>Alarmkanal zurückgenommen</translation>
    </message>
    <message>
        <source>Alert channel set</source>
        <translation>Alarmkanal gesetzt</translation>
    </message>
    <message>
        <source>Secret of a channel set</source>
        <translation>Geheimnis eines Kanals gesetzt</translation>
    </message>
    <message>
        <source>Secret of a channel removed</source>
        <translation>Geheimnis eines Kanals entfernt</translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation>Dashboard</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Ended by tenant</source>
        <extracomment>Of support access: ended by the tenant&apos;s people before its time</extracomment>
        <translation>Vom Mandanten beendet</translation>
    </message>
    <message>
        <source>Ended</source>
        <extracomment>Of support access: by who had asked for it</extracomment>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Time over</source>
        <translation>Zeit abgelaufen</translation>
    </message>
    <message>
        <source>Staff member</source>
        <translation>Mitarbeiter</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Dashboard created</source>
        <translation>Dashboard angelegt</translation>
    </message>
    <message>
        <source>Dashboard changed</source>
        <translation>Dashboard geändert</translation>
    </message>
    <message>
        <source>Dashboard reverted</source>
        <translation>Dashboard zurückgesetzt</translation>
    </message>
    <message>
        <source>Dashboard shared</source>
        <translation>Dashboard geteilt</translation>
    </message>
    <message>
        <source>Dashboard deleted</source>
        <translation>Dashboard gelöscht</translation>
    </message>
    <message>
        <source>Subscription plan</source>
        <translation>Tarif</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>Komponente</translation>
    </message>
    <message>
        <source>Maintenance window</source>
        <translation>Wartungsfenster</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Depends on</source>
        <translation>Hängt ab von</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>Komponenten</translation>
    </message>
    <message>
        <source>Operational</source>
        <translation>In Betrieb</translation>
    </message>
    <message>
        <source>Degraded</source>
        <translation>Eingeschränkt</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Ausgefallen</translation>
    </message>
    <message>
        <source>Maintenance</source>
        <translation>Wartung</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Subscription plan changed</source>
        <translation>Tarif geändert</translation>
    </message>
    <message>
        <source>Subscription plan reverted</source>
        <translation>Tarif zurückgenommen</translation>
    </message>
    <message>
        <source>Subscription plan set</source>
        <translation>Tarif gesetzt</translation>
    </message>
    <message>
        <source>Component created</source>
        <translation>Komponente angelegt</translation>
    </message>
    <message>
        <source>Component changed</source>
        <translation>Komponente geändert</translation>
    </message>
    <message>
        <source>Component deleted</source>
        <translation>Komponente gelöscht</translation>
    </message>
    <message>
        <source>Component restored</source>
        <translation>Komponente wiederhergestellt</translation>
    </message>
    <message>
        <source>Component reverted</source>
        <translation>Komponente zurückgenommen</translation>
    </message>
    <message>
        <source>Component set</source>
        <translation>Komponente gesetzt</translation>
    </message>
    <message>
        <source>Maintenance window created</source>
        <translation>Wartungsfenster angelegt</translation>
    </message>
    <message>
        <source>Maintenance window changed</source>
        <translation>Wartungsfenster geändert</translation>
    </message>
    <message>
        <source>Maintenance window deleted</source>
        <translation>Wartungsfenster gelöscht</translation>
    </message>
    <message>
        <source>Maintenance window restored</source>
        <translation>Wartungsfenster wiederhergestellt</translation>
    </message>
    <message>
        <source>Maintenance window reverted</source>
        <translation>Wartungsfenster zurückgenommen</translation>
    </message>
    <message>
        <source>Maintenance window set</source>
        <translation>Wartungsfenster gesetzt</translation>
    </message>
    <message>
        <source>Report schedule</source>
        <translation>Berichtszeitplan</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Underlying rows</source>
        <translation>Zugrunde liegende Zeilen</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Kalender</translation>
    </message>
    <message>
        <source>Missed runs</source>
        <translation>Verpasste Läufe</translation>
    </message>
    <message>
        <source>Most missed runs</source>
        <translation>Höchstzahl verpasster Läufe</translation>
    </message>
    <message>
        <source>Delivered to</source>
        <translation>Zugestellt an</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>Bucket</translation>
    </message>
    <message>
        <source>Next run</source>
        <translation>Nächster Lauf</translation>
    </message>
    <message>
        <source>Read logs</source>
        <translation>Protokolle lesen</translation>
    </message>
    <message>
        <source>Send logs</source>
        <translation>Protokolle senden</translation>
    </message>
    <message>
        <source>Report saved</source>
        <translation>Bericht gespeichert</translation>
    </message>
    <message>
        <source>Report changed</source>
        <translation>Bericht geändert</translation>
    </message>
    <message>
        <source>Report deleted</source>
        <translation>Bericht gelöscht</translation>
    </message>
    <message>
        <source>Schedule created</source>
        <translation>Zeitplan angelegt</translation>
    </message>
    <message>
        <source>Schedule changed</source>
        <translation>Zeitplan geändert</translation>
    </message>
    <message>
        <source>Schedule deleted</source>
        <translation>Zeitplan gelöscht</translation>
    </message>
    <message>
        <source>Schedule restored</source>
        <translation>Zeitplan wiederhergestellt</translation>
    </message>
    <message>
        <source>Schedule reverted</source>
        <translation>Zeitplan zurückgesetzt</translation>
    </message>
    <message>
        <source>Schedule set</source>
        <translation>Zeitplan gesetzt</translation>
    </message>
    <message>
        <source>Scheduled report run by hand</source>
        <translation>Geplanter Bericht von Hand ausgeführt</translation>
    </message>
    <message>
        <source>Scheduled report delivered again</source>
        <translation>Geplanter Bericht noch einmal zugestellt</translation>
    </message>
    <message>
        <source>Secret of a bucket set</source>
        <translation>Geheimnis eines Buckets gesetzt</translation>
    </message>
    <message>
        <source>Secret of a bucket removed</source>
        <translation>Geheimnis eines Buckets entfernt</translation>
    </message>
    <message>
        <source>Only complete results</source>
        <translation>Nur vollständige Ergebnisse</translation>
    </message>
    <message>
        <source>Save and schedule reports</source>
        <translation>Berichte speichern und planen</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>Formate</translation>
    </message>
</context>
<context>
    <name>WorkspaceWords</name>
    <message>
        <source>Local platform</source>
        <translation>Lokale Plattform</translation>
    </message>
    <message>
        <source>There is a workspace of this name already.</source>
        <translation>Einen Arbeitsbereich mit diesem Namen gibt es bereits.</translation>
    </message>
    <message>
        <source>is taken</source>
        <translation>ist bereits vergeben</translation>
    </message>
    <message>
        <source>must have 1 to 60 characters</source>
        <translation>muss 1 bis 60 Zeichen haben</translation>
    </message>
    <message>
        <source>must begin with https</source>
        <translation>muss mit https beginnen</translation>
    </message>
    <message>
        <source>The list of workspaces could not be read.</source>
        <translation>Die Liste der Arbeitsbereiche konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The list of workspaces is damaged.</source>
        <translation>Die Liste der Arbeitsbereiche ist beschädigt.</translation>
    </message>
    <message>
        <source>The workspace cannot be added as it is.</source>
        <translation>Der Arbeitsbereich kann so nicht hinzugefügt werden.</translation>
    </message>
    <message>
        <source>The workspace cannot be changed like this.</source>
        <translation>Der Arbeitsbereich kann so nicht geändert werden.</translation>
    </message>
    <message>
        <source>There is no such workspace.</source>
        <translation>Diesen Arbeitsbereich gibt es nicht.</translation>
    </message>
    <message>
        <source>The local platform cannot be removed.</source>
        <translation>Die lokale Plattform kann nicht entfernt werden.</translation>
    </message>
</context>
<context>
    <name>steward::app::Console</name>
    <message>
        <source>%1 snapshot from %2</source>
        <translation>%1: Momentaufnahme vom %2</translation>
    </message>
    <message>
        <source>%1 as last seen</source>
        <translation>%1, zuletzt gesehener Stand</translation>
    </message>
    <message>
        <source>The data folder %1 cannot be made.</source>
        <translation>Der Datenordner %1 kann nicht angelegt werden.</translation>
    </message>
</context>
<context>
    <name>steward::app::Elevation</name>
    <message>
        <source>Read-only until you confirm that it is you</source>
        <translation>Nur lesen, bis Sie bestätigen, dass Sie es sind</translation>
    </message>
    <message>
        <source>Changes are open until %1 UTC</source>
        <comment>a time of day</comment>
        <translation>Änderungen sind bis %1 UTC offen</translation>
    </message>
    <message numerus="yes">
        <source>Changes are open until %1 UTC, %n minute(s) left</source>
        <comment>a time of day</comment>
        <translation>
            <numerusform>Änderungen sind bis %1 UTC offen, noch %n Minute</numerusform>
            <numerusform>Änderungen sind bis %1 UTC offen, noch %n Minuten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::app::EnvBar</name>
    <message>
        <source>Environment: %1. %2</source>
        <translation>Umgebung: %1. %2</translation>
    </message>
</context>
<context>
    <name>steward::app::HeaderBar</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message numerus="yes">
        <source>Notifications, %n new</source>
        <translation>
            <numerusform>Benachrichtigungen, %n neue</numerusform>
            <numerusform>Benachrichtigungen, %n neue</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::app::JobsButton</name>
    <message>
        <source>No jobs</source>
        <translation>Keine Aufträge</translation>
    </message>
    <message>
        <source>1 job</source>
        <translation>1 Auftrag</translation>
    </message>
    <message>
        <source>%1 jobs</source>
        <translation>%1 Aufträge</translation>
    </message>
    <message>
        <source>Jobs: %1</source>
        <translation>Aufträge: %1</translation>
    </message>
</context>
<context>
    <name>steward::app::JobsModel</name>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>steward::app::MainWindow</name>
    <message>
        <source>%1 – Steward</source>
        <translation>%1 – Steward</translation>
    </message>
    <message>
        <source>Retry now</source>
        <translation>Jetzt erneut versuchen</translation>
    </message>
    <message>
        <source>Your role does not show %1.</source>
        <translation>Ihre Rolle zeigt %1 nicht.</translation>
    </message>
    <message>
        <source>You will have to sign in again next time: %1</source>
        <translation>Beim nächsten Mal müssen Sie sich erneut anmelden: %1</translation>
    </message>
    <message>
        <source>Changes affect live tenants</source>
        <translation>Änderungen wirken auf produktive Mandanten</translation>
    </message>
    <message>
        <source>Changes stay in staging</source>
        <translation>Änderungen bleiben im Staging</translation>
    </message>
    <message>
        <source>Embedded server is stopped</source>
        <translation>Eingebetteter Server ist angehalten</translation>
    </message>
    <message>
        <source>Embedded server on port %1</source>
        <translation>Eingebetteter Server auf Port %1</translation>
    </message>
    <message>
        <source>Demo data, nothing leaves this computer</source>
        <translation>Demodaten, nichts verlässt diesen Computer</translation>
    </message>
    <message>
        <source>Nothing leaves this computer</source>
        <translation>Nichts verlässt diesen Computer</translation>
    </message>
    <message>
        <source>Offline since %1 UTC. You see what this computer keeps, with its age; changes need a connection.</source>
        <translation>Offline seit %1 UTC. Sie sehen, was auf diesem Computer gespeichert ist, mit Angabe des Alters; Änderungen brauchen eine Verbindung.</translation>
    </message>
    <message>
        <source>Still offline: %1</source>
        <translation>Weiterhin offline: %1</translation>
    </message>
    <message>
        <source>The platform answers. Sign in to change something.</source>
        <translation>Die Plattform antwortet. Melden Sie sich an, um etwas zu ändern.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Extras</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Switch workspace…</source>
        <translation>Arbeitsbereich wechseln …</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Design</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>Helles Design</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>Dunkles Design</translation>
    </message>
    <message>
        <source>High-contrast theme</source>
        <translation>Design mit hohem Kontrast</translation>
    </message>
    <message>
        <source>Theme of the system</source>
        <translation>Design des Systems</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>Dichte</translation>
    </message>
    <message>
        <source>Compact rows</source>
        <translation>Kompakte Zeilen</translation>
    </message>
    <message>
        <source>Normal rows</source>
        <translation>Normale Zeilen</translation>
    </message>
    <message>
        <source>Comfortable rows</source>
        <translation>Geräumige Zeilen</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Language of the system</source>
        <translation>Sprache des Systems</translation>
    </message>
    <message>
        <source>The language changes with the next start.</source>
        <translation>Die Sprache ändert sich beim nächsten Start.</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
    <message>
        <source>Wide navigation</source>
        <translation>Breite Navigation</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>Command palette…</source>
        <translation>Befehlspalette …</translation>
    </message>
    <message>
        <source>Next region</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>Previous region</source>
        <translation>Vorheriger Bereich</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Take a snapshot for offline work</source>
        <translation>Momentaufnahme für die Offline-Arbeit erstellen</translation>
    </message>
    <message>
        <source>Verify the audit chain</source>
        <translation>Kette des Prüfprotokolls prüfen</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>About Steward</source>
        <translation>Über Steward</translation>
    </message>
    <message>
        <source>Nothing to do on this page</source>
        <translation>Auf dieser Seite gibt es nichts zu tun</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>Anmelden …</translation>
    </message>
    <message>
        <source>Steward %1, admin console for multi-tenant platforms.</source>
        <translation>Steward %1, Verwaltungskonsole für mandantenfähige Plattformen.</translation>
    </message>
    <message>
        <source>Platform %1, version %2.</source>
        <translation>Plattform %1, Version %2.</translation>
    </message>
    <message>
        <source>Made with Qt (LGPL 3), Inter and JetBrains Mono (OFL 1.1), Bootstrap Icons (MIT). All notices come with the program.</source>
        <translation>Erstellt mit Qt (LGPL 3), Inter und JetBrains Mono (OFL 1.1), Bootstrap Icons (MIT). Alle Hinweise liegen dem Programm bei.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Snapshot taken: %1 rows to work with offline</source>
        <translation>Momentaufnahme erstellt: %1 Zeilen für die Offline-Arbeit</translation>
    </message>
    <message>
        <source>The snapshot was not taken: %1. The one before stays.</source>
        <translation>Die Momentaufnahme wurde nicht erstellt: %1. Die vorherige bleibt erhalten.</translation>
    </message>
    <message>
        <source>Taking a snapshot of all data…</source>
        <translation>Momentaufnahme aller Daten wird erstellt …</translation>
    </message>
    <message>
        <source>Security…</source>
        <translation>Sicherheit …</translation>
    </message>
    <message>
        <source>Your sign-ins…</source>
        <translation>Ihre Anmeldungen …</translation>
    </message>
    <message>
        <source>No browser could be opened. The page is %1</source>
        <translation>Es ließ sich kein Browser öffnen. Die Seite ist %1</translation>
    </message>
    <message>
        <source>Where you are signed in</source>
        <translation>Wo Sie angemeldet sind</translation>
    </message>
    <message>
        <source>Sign out everywhere else</source>
        <translation>Überall sonst abmelden</translation>
    </message>
    <message>
        <source>Signing out…</source>
        <translation>Wird abgemeldet …</translation>
    </message>
    <message numerus="yes">
        <source>%n sign-in(s) ended</source>
        <translation>
            <numerusform>%n Anmeldung beendet</numerusform>
            <numerusform>%n Anmeldungen beendet</numerusform>
        </translation>
    </message>
    <message>
        <source>Not signed out</source>
        <translation>Nicht abgemeldet</translation>
    </message>
    <message>
        <source>Look</source>
        <extracomment>Go where the news can be seen</extracomment>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Leave with something unsaved?</source>
        <translation>Verlassen, obwohl etwas nicht gespeichert ist?</translation>
    </message>
    <message>
        <source>What you typed here and did not save is lost when you leave.</source>
        <translation>Was Sie hier eingegeben und nicht gespeichert haben, geht beim Verlassen verloren.</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Verlassen</translation>
    </message>
    <message>
        <source>Leave the support access first.</source>
        <translation>Verlassen Sie zuerst den Support-Zugriff.</translation>
    </message>
    <message>
        <source>Leave the support access</source>
        <translation>Support-Zugriff verlassen</translation>
    </message>
    <message>
        <source>Support access to %1 – Steward</source>
        <translation>Support-Zugriff auf %1 – Steward</translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s) wait for you</source>
        <translation>
            <numerusform>%n Entwurf wartet auf Sie</numerusform>
            <numerusform>%n Entwürfe warten auf Sie</numerusform>
        </translation>
    </message>
    <message>
        <source>Look at them</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>New window</source>
        <translation>Neues Fenster</translation>
    </message>
    <message>
        <source>Close window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>Data for offline work…</source>
        <translation>Daten für die Arbeit ohne Netz …</translation>
    </message>
    <message>
        <source>Try again: %1</source>
        <comment>a job</comment>
        <translation>Erneut versuchen: %1</translation>
    </message>
    <message>
        <source>What was not changed by it.</source>
        <translation>Was dadurch nicht geändert wurde.</translation>
    </message>
</context>
<context>
    <name>steward::app::Navigation</name>
    <message>
        <source>Customers</source>
        <translation>Kunden</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>Betrieb</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>Geschäft</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>Navigation</source>
        <translation>Navigation</translation>
    </message>
</context>
<context>
    <name>steward::app::NavigationItem</name>
    <message>
        <source>%1  (%2)</source>
        <translation>%1  (%2)</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>Gehe zu %1</translation>
    </message>
</context>
<context>
    <name>steward::app::Notifications</name>
    <message>
        <source>%1 failed</source>
        <translation>%1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Test of the channel %1</source>
        <translation>Test des Kanals %1</translation>
    </message>
    <message>
        <source>Resolved: %1</source>
        <translation>Behoben: %1</translation>
    </message>
    <message>
        <source>Firing: %1</source>
        <translation>Ausgelöst: %1</translation>
    </message>
    <message>
        <source>Scheduled report failed: %1</source>
        <translation>Geplanter Bericht fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>Scheduled report not delivered to all: %1</source>
        <translation>Geplanter Bericht nicht allen zugestellt: %1</translation>
    </message>
</context>
<context>
    <name>steward::app::Reauthentication</name>
    <message>
        <source>The window was closed.</source>
        <translation>Das Fenster wurde geschlossen.</translation>
    </message>
    <message>
        <source>Is it still you?</source>
        <translation>Sind Sie es noch?</translation>
    </message>
    <message>
        <source>For this the platform wants to know again who you are. Sign in once more in your browser; what you began goes on by itself.</source>
        <translation>Hierfür möchte die Plattform noch einmal wissen, wer Sie sind. Melden Sie sich in Ihrem Browser noch einmal an; was Sie begonnen haben, geht von selbst weiter.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Erneut anmelden</translation>
    </message>
    <message>
        <source>You did not sign in again. Nothing was changed.</source>
        <translation>Sie haben sich nicht erneut angemeldet. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>No browser could be opened. Open this address yourself: %1</source>
        <translation>Es ließ sich kein Browser öffnen. Öffnen Sie diese Adresse selbst: %1</translation>
    </message>
    <message>
        <source>Waiting for your browser…</source>
        <translation>Wartet auf Ihren Browser …</translation>
    </message>
    <message>
        <source>The platform has not said yet who you are. Try again in a moment.</source>
        <translation>Die Plattform hat noch nicht gesagt, wer Sie sind. Versuchen Sie es gleich noch einmal.</translation>
    </message>
</context>
<context>
    <name>steward::app::SearchButton</name>
    <message>
        <source>Search or run a command</source>
        <translation>Suchen oder Befehl ausführen</translation>
    </message>
</context>
<context>
    <name>steward::app::Shortcuts</name>
    <message>
        <source>These keys move, select or close.</source>
        <translation>Diese Tasten bewegen, wählen aus oder schließen.</translation>
    </message>
    <message>
        <source>These keys belong to fields and tables.</source>
        <translation>Diese Tasten gehören zu Feldern und Tabellen.</translation>
    </message>
</context>
<context>
    <name>steward::app::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Befehl suchen</translation>
    </message>
    <message>
        <source>Use them here</source>
        <translation>Hier verwenden</translation>
    </message>
    <message>
        <source>All as usual</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Keys of %1: %2</source>
        <translation>Tasten für %1: %2</translation>
    </message>
    <message>
        <source>Usual keys of %1</source>
        <translation>Übliche Tasten für %1</translation>
    </message>
    <message>
        <source>Press the new keys of %1</source>
        <translation>Neue Tasten für %1 drücken</translation>
    </message>
    <message>
        <source>%1 cannot be chosen. %2</source>
        <translation>%1 kann nicht gewählt werden. %2</translation>
    </message>
    <message>
        <source>%1 runs %2.</source>
        <translation>%1 ist schon belegt: %2.</translation>
    </message>
</context>
<context>
    <name>steward::app::StatusLine</name>
    <message>
        <source>Steward %1</source>
        <translation>Steward %1</translation>
    </message>
    <message>
        <source>Data as of %1</source>
        <translation>Datenstand %1</translation>
    </message>
    <message>
        <source>API %1 ms</source>
        <translation>API %1 ms</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>stream reconnecting</source>
        <translation>Strom verbindet neu</translation>
    </message>
    <message>
        <source>stream %1 events/min</source>
        <translation>Strom %1 Ereignisse/min</translation>
    </message>
    <message>
        <source>stream slow: one of %1 values</source>
        <translation>Strom langsam: einer von %1 Werten</translation>
    </message>
    <message>
        <source>The connection is slow: since %1 only one of %2 values comes, with peaks; the others follow</source>
        <translation>Die Verbindung ist langsam: seit %1 kommt nur einer von %2 Werten, mit Spitzen; die anderen folgen</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
</context>
<context>
    <name>steward::app::SupportBanner</name>
    <message>
        <source>Leave</source>
        <translation>Verlassen</translation>
    </message>
    <message>
        <source>Ends the support access, and takes you back to your own session</source>
        <translation>Beendet den Support-Zugriff und führt zurück in Ihre eigene Sitzung</translation>
    </message>
    <message>
        <source>Support access to %1</source>
        <translation>Support-Zugriff auf %1</translation>
    </message>
    <message>
        <source>On behalf of %1. Reason: %2</source>
        <translation>Im Auftrag von %1. Grund: %2</translation>
    </message>
    <message>
        <source>With the rights of the role %1. Reason: %2</source>
        <translation>Mit den Rechten der Rolle %1. Grund: %2</translation>
    </message>
    <message>
        <source>What you typed is still here to copy.</source>
        <translation>Was Sie eingegeben haben, steht noch hier und kann kopiert werden.</translation>
    </message>
    <message>
        <source>Back to your session</source>
        <translation>Zurück in Ihre Sitzung</translation>
    </message>
    <message>
        <source>%1 left</source>
        <extracomment>The time that is left, as on a clock: 24:12</extracomment>
        <translation>noch %1</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) left</source>
        <translation>
            <numerusform>noch %n Minute</numerusform>
            <numerusform>noch %n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>Time is up</source>
        <translation>Die Zeit ist um</translation>
    </message>
</context>
<context>
    <name>steward::app::SupportVisit</name>
    <message>
        <source>The platform cannot be reached. You are not within %1; enter again later.</source>
        <translation>Die Plattform ist nicht erreichbar. Sie sind nicht in %1; treten Sie später wieder ein.</translation>
    </message>
    <message>
        <source>You left %1. The support access has ended.</source>
        <translation>Sie haben %1 verlassen. Der Support-Zugriff ist beendet.</translation>
    </message>
    <message>
        <source>You left %1, but the platform could not be told: %2 The access ends by itself at %3.</source>
        <translation>Sie haben %1 verlassen, aber die Plattform hat es nicht erfahren: %2 Der Zugriff endet von selbst um %3.</translation>
    </message>
</context>
<context>
    <name>steward::app::UserButton</name>
    <message>
        <source>Not signed in</source>
        <translation>Nicht angemeldet</translation>
    </message>
    <message>
        <source>Signed in as %1</source>
        <translation>Angemeldet als %1</translation>
    </message>
</context>
<context>
    <name>steward::app::WorkspaceButton</name>
    <message>
        <source>Workspace %1, switch</source>
        <translation>Arbeitsbereich %1, wechseln</translation>
    </message>
</context>
<context>
    <name>steward::client::BrowserSignIn</name>
    <message>
        <source>The answer to the sign-in cannot be trusted. You are not signed in.</source>
        <translation>Der Antwort auf die Anmeldung kann nicht vertraut werden. Sie sind nicht angemeldet.</translation>
    </message>
    <message>
        <source>There is no connection to the platform.</source>
        <translation>Es besteht keine Verbindung zur Plattform.</translation>
    </message>
    <message>
        <source>This address offers no sign-in.</source>
        <translation>Diese Adresse bietet keine Anmeldung an.</translation>
    </message>
    <message>
        <source>The answer of the browser cannot be received on this computer.</source>
        <translation>Die Antwort des Browsers kann auf diesem Computer nicht empfangen werden.</translation>
    </message>
    <message>
        <source>The sign-in was cancelled in the browser.</source>
        <translation>Die Anmeldung wurde im Browser abgebrochen.</translation>
    </message>
    <message>
        <source>The platform refused the sign-in.</source>
        <translation>Die Plattform hat die Anmeldung abgelehnt.</translation>
    </message>
    <message>
        <source>The sign-in was not finished in time. Start again.</source>
        <translation>Die Anmeldung wurde nicht rechtzeitig abgeschlossen. Beginnen Sie von vorn.</translation>
    </message>
    <message>
        <source>The address of the platform must begin with https.</source>
        <translation>Die Adresse der Plattform muss mit https beginnen.</translation>
    </message>
    <message>
        <source>Somebody else signed in there. Nothing was changed.</source>
        <translation>Dort hat sich jemand anderes angemeldet. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The platform does not let in who signed in there. Nothing was changed.</source>
        <translation>Die Plattform lässt nicht ein, wer sich dort angemeldet hat. Nichts wurde geändert.</translation>
    </message>
</context>
<context>
    <name>steward::client::CallbackServer</name>
    <message>
        <source>This request is too long.</source>
        <translation>Diese Anfrage ist zu lang.</translation>
    </message>
    <message>
        <source>This is not a request of the sign-in page.</source>
        <translation>Das ist keine Anfrage der Anmeldeseite.</translation>
    </message>
    <message>
        <source>There is nothing here.</source>
        <translation>Hier ist nichts.</translation>
    </message>
    <message>
        <source>This sign-in is not the one that Steward is waiting for.</source>
        <translation>Das ist nicht die Anmeldung, auf die Steward wartet.</translation>
    </message>
    <message>
        <source>Start again from Steward.</source>
        <translation>Beginnen Sie in Steward von vorn.</translation>
    </message>
    <message>
        <source>You are not signed in.</source>
        <translation>Sie sind nicht angemeldet.</translation>
    </message>
    <message>
        <source>Steward knows. You can close this page.</source>
        <translation>Steward weiß Bescheid. Sie können diese Seite schließen.</translation>
    </message>
    <message>
        <source>Steward has your sign-in.</source>
        <translation>Steward hat Ihre Anmeldung erhalten.</translation>
    </message>
    <message>
        <source>You can close this page and go on there.</source>
        <translation>Sie können diese Seite schließen und dort weitermachen.</translation>
    </message>
</context>
<context>
    <name>steward::client::DeviceSignIn</name>
    <message>
        <source>This platform offers no sign-in with a code.</source>
        <translation>Diese Plattform bietet keine Anmeldung mit Code an.</translation>
    </message>
    <message>
        <source>There is no connection to the platform.</source>
        <translation>Es besteht keine Verbindung zur Plattform.</translation>
    </message>
    <message>
        <source>The platform gave no code to sign in with.</source>
        <translation>Die Plattform gab keinen Code zum Anmelden.</translation>
    </message>
    <message>
        <source>The code has expired. Start again.</source>
        <translation>Der Code ist abgelaufen. Beginnen Sie von vorn.</translation>
    </message>
    <message>
        <source>The sign-in was refused in the browser.</source>
        <translation>Die Anmeldung wurde im Browser abgelehnt.</translation>
    </message>
    <message>
        <source>The address of the platform must begin with https.</source>
        <translation>Die Adresse der Plattform muss mit https beginnen.</translation>
    </message>
</context>
<context>
    <name>steward::client::KeptToken</name>
    <message>
        <source>Another Steward is renewing the sign-in of this workspace. Try again later.</source>
        <translation>Ein anderes Steward erneuert gerade die Anmeldung an diesem Arbeitsbereich. Versuchen Sie es später noch einmal.</translation>
    </message>
</context>
<context>
    <name>steward::client::LocalPlatform</name>
    <message>
        <source>Open the data folder</source>
        <translation>Datenordner öffnen</translation>
    </message>
    <message>
        <source>Check the database</source>
        <translation>Datenbank prüfen</translation>
    </message>
    <message>
        <source>Start the API</source>
        <translation>API starten</translation>
    </message>
    <message>
        <source>Sign in as local administrator</source>
        <translation>Als lokaler Administrator anmelden</translation>
    </message>
    <message>
        <source>The data folder cannot be written.</source>
        <translation>In den Datenordner kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Another Steward already uses the local platform.</source>
        <translation>Ein anderes Steward verwendet die lokale Plattform bereits.</translation>
    </message>
    <message>
        <source>Data folder opened</source>
        <translation>Datenordner geöffnet</translation>
    </message>
    <message>
        <source>The embedded server could not be started.</source>
        <translation>Der eingebettete Server konnte nicht gestartet werden.</translation>
    </message>
    <message>
        <source>Database checked, schema %1</source>
        <translation>Datenbank geprüft, Schema %1</translation>
    </message>
    <message>
        <source>Database checked</source>
        <translation>Datenbank geprüft</translation>
    </message>
    <message>
        <source>API started on port %1</source>
        <translation>API auf Port %1 gestartet</translation>
    </message>
    <message>
        <source>Signed in as local administrator</source>
        <translation>Als lokaler Administrator angemeldet</translation>
    </message>
    <message>
        <source>The embedded server has ended.</source>
        <translation>Der eingebettete Server wurde beendet.</translation>
    </message>
    <message>
        <source>The embedded server did not start in time.</source>
        <translation>Der eingebettete Server ist nicht rechtzeitig gestartet.</translation>
    </message>
</context>
<context>
    <name>steward::client::Session</name>
    <message>
        <source>What this computer kept for offline work was damaged and is set aside as %1. Take a new snapshot.</source>
        <translation>Was dieser Computer für die Offline-Arbeit aufgehoben hatte, war beschädigt und ist als %1 beiseitegelegt. Erstellen Sie eine neue Momentaufnahme.</translation>
    </message>
    <message>
        <source>Edits that were not sent yet may be missing.</source>
        <translation>Änderungen, die noch nicht gesendet waren, können fehlen.</translation>
    </message>
</context>
<context>
    <name>steward::client::SessionTokens</name>
    <message>
        <source>There is no connection to the platform.</source>
        <translation>Es besteht keine Verbindung zur Plattform.</translation>
    </message>
    <message>
        <source>The session has ended. Sign in again.</source>
        <translation>Die Sitzung ist beendet. Melden Sie sich erneut an.</translation>
    </message>
    <message>
        <source>Too many attempts. Try again later.</source>
        <translation>Zu viele Versuche. Versuchen Sie es später erneut.</translation>
    </message>
    <message>
        <source>The platform could not renew the session now.</source>
        <translation>Die Plattform konnte die Sitzung gerade nicht verlängern.</translation>
    </message>
    <message>
        <source>The session was closed.</source>
        <translation>Die Sitzung wurde geschlossen.</translation>
    </message>
    <message>
        <source>Nobody is signed in.</source>
        <translation>Niemand ist angemeldet.</translation>
    </message>
    <message>
        <source>Your access to this platform has been taken away.</source>
        <translation>Ihr Zugang zu dieser Plattform wurde Ihnen genommen.</translation>
    </message>
</context>
<context>
    <name>steward::models::ComparisonModel</name>
    <message>
        <source>The file cannot be read.</source>
        <translation>Die Datei kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The file is too large for a configuration.</source>
        <translation>Die Datei ist zu groß für eine Konfiguration.</translation>
    </message>
</context>
<context>
    <name>steward::models::ReportBuilder</name>
    <message>
        <source>New report</source>
        <translation>Neuer Bericht</translation>
    </message>
</context>
<context>
    <name>steward::models::ReportEngine</name>
    <message>
        <source>There is no snapshot of this dataset on this computer.</source>
        <translation>Auf diesem Computer gibt es keine Momentaufnahme dieser Datenquelle.</translation>
    </message>
    <message>
        <source>Take one while you are online.</source>
        <translation>Erstellen Sie eine, solange Sie online sind.</translation>
    </message>
    <message>
        <source>%1 is about people and not in the snapshot.</source>
        <translation>%1 betrifft Personen und ist nicht in der Momentaufnahme.</translation>
    </message>
    <message>
        <source>You may not read users, or might not when it was taken. Take the field out, or renew the snapshot while you are online.</source>
        <translation>Sie dürfen Benutzer nicht lesen oder durften es nicht, als sie aufgenommen wurde. Nehmen Sie das Feld heraus, oder erneuern Sie die Momentaufnahme, während Sie online sind.</translation>
    </message>
</context>
<context>
    <name>steward::ui::Banner</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>steward::ui::Button</name>
    <message>
        <source>Busy</source>
        <translation>Beschäftigt</translation>
    </message>
</context>
<context>
    <name>steward::ui::CategoryChart</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
    <message numerus="yes">
        <source>%n categories</source>
        <translation>
            <numerusform>%n Kategorie</numerusform>
            <numerusform>%n Kategorien</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::ui::ColumnChooser</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Columns in their order</source>
        <translation>Spalten in ihrer Reihenfolge</translation>
    </message>
    <message>
        <source>Space shows or hides, Alt+Up and Alt+Down move.</source>
        <translation>Leertaste zeigt oder verbirgt, Alt+Pfeil auf/ab verschiebt.</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>Zurücksetzen</translation>
    </message>
</context>
<context>
    <name>steward::ui::ConnectionPill</name>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Reconnecting…</source>
        <translation>Verbindet neu …</translation>
    </message>
    <message>
        <source>Offline since %1</source>
        <translation>Offline seit %1</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
</context>
<context>
    <name>steward::ui::ErrorState</name>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>Details zeigen</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>Details verbergen</translation>
    </message>
</context>
<context>
    <name>steward::ui::HeatMap</name>
    <message>
        <source>No data</source>
        <translation>Keine Daten</translation>
    </message>
    <message>
        <source>Most in %1 at %2: %3</source>
        <translation>Am meisten in %1 um %2: %3</translation>
    </message>
</context>
<context>
    <name>steward::ui::LiveChart</name>
    <message>
        <source>No data %1</source>
        <translation>Keine Daten %1</translation>
    </message>
    <message>
        <source>No data</source>
        <translation>Keine Daten</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 um %2</translation>
    </message>
</context>
<context>
    <name>steward::ui::OverlayDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>steward::ui::ProgressBar</name>
    <message>
        <source>Working</source>
        <translation>In Arbeit</translation>
    </message>
</context>
<context>
    <name>steward::ui::Skeleton</name>
    <message>
        <source>Loading</source>
        <translation>Lädt</translation>
    </message>
</context>
<context>
    <name>steward::ui::TableView</name>
    <message>
        <source>Copy cell</source>
        <translation>Zelle kopieren</translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation>Zeile kopieren</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Sortieren nach</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
</context>
<context>
    <name>steward::ui::Toast</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>steward::views::AlertActionsBase</name>
    <message>
        <source>Create %1</source>
        <translation>%1 anlegen</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>%1 ändern</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>Restore %1</source>
        <translation>%1 wiederherstellen</translation>
    </message>
    <message>
        <source>Id copied</source>
        <translation>Id kopiert</translation>
    </message>
</context>
<context>
    <name>steward::views::AlertPanel</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>As of %1</source>
        <translation>Stand %1</translation>
    </message>
</context>
<context>
    <name>steward::views::AlertsPage</name>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Alerts, rules, silences, objectives, channels</source>
        <translation>Alarme, Regeln, Stummschaltungen, Ziele, Kanäle</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Silences</source>
        <translation>Stummschaltungen</translation>
    </message>
    <message>
        <source>Objectives</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message numerus="yes">
        <source>Rules were evaluated %1 late; %n round(s) were left out.</source>
        <translation>
            <numerusform>Die Regeln wurden %1 zu spät ausgewertet; %n Runde fiel aus.</numerusform>
            <numerusform>Die Regeln wurden %1 zu spät ausgewertet; %n Runden fielen aus.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s) could not be answered: their series have no values.</source>
        <translation>
            <numerusform>%n Regel bekam keine Antwort: Ihre Reihe hat keine Werte.</numerusform>
            <numerusform>%n Regeln bekamen keine Antwort: Ihre Reihen haben keine Werte.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::views::ApiKeyForm</name>
    <message>
        <source>New API key</source>
        <translation>Neuer API-Schlüssel</translation>
    </message>
    <message>
        <source>Create key</source>
        <translation>Schlüssel anlegen</translation>
    </message>
    <message>
        <source>Nightly import</source>
        <translation>Nächtlicher Import</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>The program that signs in with it</source>
        <translation>Das Programm, das sich damit anmeldet</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Rechte</translation>
    </message>
    <message>
        <source>Give it no more than it needs.</source>
        <translation>Geben Sie ihm nicht mehr, als es braucht.</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>At the end of this day, in UTC. At most a year from now.</source>
        <translation>Am Ende dieses Tages, in UTC. Höchstens in einem Jahr.</translation>
    </message>
    <message>
        <source>A key needs a name</source>
        <translation>Ein Schlüssel braucht einen Namen</translation>
    </message>
    <message>
        <source>Choose at least one</source>
        <translation>Wählen Sie mindestens eines</translation>
    </message>
</context>
<context>
    <name>steward::views::ApiKeysPage</name>
    <message>
        <source>API keys</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>Could not load API keys</source>
        <translation>API-Schlüssel konnten nicht geladen werden</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Widerrufen …</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neuer Schlüssel</translation>
    </message>
    <message>
        <source>New API key…</source>
        <translation>Neuer API-Schlüssel …</translation>
    </message>
    <message>
        <source>Revoke API key…</source>
        <translation>API-Schlüssel widerrufen …</translation>
    </message>
    <message>
        <source>Choose a key first.</source>
        <translation>Wählen Sie zuerst einen Schlüssel.</translation>
    </message>
    <message>
        <source>API key %1</source>
        <translation>API-Schlüssel %1</translation>
    </message>
    <message>
        <source>The program sends it as a bearer token, or gets one with it: client id %1.</source>
        <translation>Das Programm sendet ihn als Bearer-Token oder holt sich damit eines: Client-ID %1.</translation>
    </message>
    <message>
        <source>Revoke the key %1?</source>
        <translation>Schlüssel %1 widerrufen?</translation>
    </message>
    <message>
        <source>Programs that use it are refused at once. It cannot be brought back.</source>
        <translation>Programme, die ihn benutzen, werden sofort abgewiesen. Er lässt sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>Key %1 revoked</source>
        <translation>Schlüssel %1 widerrufen</translation>
    </message>
    <message>
        <source>No API keys</source>
        <translation>Keine API-Schlüssel</translation>
    </message>
    <message>
        <source>A program signs in with a key of its own.</source>
        <translation>Ein Programm meldet sich mit einem eigenen Schlüssel an.</translation>
    </message>
    <message>
        <source>The key was not revoked</source>
        <translation>Der Schlüssel wurde nicht widerrufen</translation>
    </message>
</context>
<context>
    <name>steward::views::ApiKeysTable</name>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Begins with</source>
        <translation>Beginnt mit</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Rechte</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>Angelegt von</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
</context>
<context>
    <name>steward::views::AuditDetail</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Revert…</source>
        <translation>Zurücknehmen …</translation>
    </message>
    <message>
        <source>Revert the whole batch…</source>
        <translation>Ganzen Stapel zurücknehmen …</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>Vorher und nachher</translation>
    </message>
    <message>
        <source>This entry changed no fields.</source>
        <translation>Dieser Eintrag hat keine Felder geändert.</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>Kette</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>On behalf of</source>
        <translation>Im Namen von</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>No. %1
%2
after
%3</source>
        <translation>Nr. %1
%2
nach
%3</translation>
    </message>
</context>
<context>
    <name>steward::views::AuditPage</name>
    <message>
        <source>Audit</source>
        <translation>Prüfprotokoll</translation>
    </message>
    <message>
        <source>Verify chain</source>
        <translation>Kette prüfen</translation>
    </message>
    <message>
        <source>Verify the audit chain</source>
        <translation>Kette des Prüfprotokolls prüfen</translation>
    </message>
    <message>
        <source>Could not load the audit log</source>
        <translation>Das Prüfprotokoll konnte nicht geladen werden</translation>
    </message>
    <message>
        <source>Verifying…</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>The chain could not be verified: %1</source>
        <translation>Die Kette konnte nicht geprüft werden: %1</translation>
    </message>
    <message>
        <source>The chain is intact: %1 entries, each sealed by the next.</source>
        <translation>Die Kette ist unversehrt: %1 Einträge, jeder durch den nächsten besiegelt.</translation>
    </message>
    <message>
        <source>The chain is broken at entry %1: %2</source>
        <translation>Die Kette ist bei Eintrag %1 gebrochen: %2</translation>
    </message>
    <message>
        <source>name, id, person or reason</source>
        <translation>Name, ID, Person oder Grund</translation>
    </message>
    <message>
        <source>Selected entries</source>
        <translation>Ausgewählte Einträge</translation>
    </message>
    <message>
        <source>Changes of plans this quarter</source>
        <translation>Tarifwechsel in diesem Quartal</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Sign-ins</source>
        <translation>Anmeldungen</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugang</translation>
    </message>
    <message>
        <source>All entries</source>
        <translation>Alle Einträge</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Opens these entries as a report, which exports to CSV, XLSX, PDF and JSON</source>
        <translation>Öffnet diese Einträge als Bericht, der sich als CSV, XLSX, PDF und JSON exportieren lässt</translation>
    </message>
    <message>
        <source>Revert…</source>
        <translation>Zurücknehmen …</translation>
    </message>
    <message>
        <source>Export these entries</source>
        <translation>Diese Einträge exportieren</translation>
    </message>
    <message>
        <source>The entry could not be read</source>
        <translation>Der Eintrag konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>Only what %1 did</source>
        <translation>Nur Einträge von %1</translation>
    </message>
    <message>
        <source>Only what was done to %1</source>
        <translation>Nur Einträge zu %1</translation>
    </message>
    <message>
        <source>Only this batch</source>
        <translation>Nur dieser Stapel</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>ID kopieren</translation>
    </message>
    <message>
        <source>Select the entries one by one to revert them together.</source>
        <translation>Wählen Sie die Einträge einzeln aus, um sie zusammen zurückzunehmen.</translation>
    </message>
</context>
<context>
    <name>steward::views::AuditRows</name>
    <message>
        <source>Nothing was changed yet.</source>
        <translation>Noch nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Undo…</source>
        <translation>Rückgängig machen …</translation>
    </message>
    <message>
        <source>Undo %1 of %2</source>
        <translation>Rückgängig machen: %1, %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>what was done, and to whom: &quot;Tenant changed: Tarnwick Foods&quot;</extracomment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>steward::views::AuditTable</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>d MMM</source>
        <extracomment>how a day of this year is written</extracomment>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>Ausgewählt</translation>
    </message>
</context>
<context>
    <name>steward::views::BrandForm</name>
    <message>
        <source>Product name</source>
        <translation>Produktname</translation>
    </message>
    <message>
        <source>Headline</source>
        <translation>Überschrift</translation>
    </message>
    <message>
        <source>Headline on the sign-in page</source>
        <translation>Überschrift auf der Anmeldeseite</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Begrüßung</translation>
    </message>
    <message>
        <source>Welcome on the sign-in page</source>
        <translation>Begrüßung auf der Anmeldeseite</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>Logo</translation>
    </message>
    <message>
        <source>E-mail footer</source>
        <translation>E-Mail-Fußzeile</translation>
    </message>
    <message>
        <source>Primary</source>
        <translation>Primär</translation>
    </message>
    <message>
        <source>Accent</source>
        <translation>Akzent</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Headings: %1</source>
        <translation>Überschriften: %1</translation>
    </message>
    <message>
        <source>Body: %1</source>
        <translation>Text: %1</translation>
    </message>
    <message>
        <source>Fonts</source>
        <translation>Schriften</translation>
    </message>
    <message>
        <source>Primary is too light for white text.</source>
        <translation>Die Primärfarbe ist zu hell für weiße Schrift.</translation>
    </message>
    <message>
        <source>Accent is too light for small text.</source>
        <translation>Die Akzentfarbe ist zu hell für kleine Schrift.</translation>
    </message>
    <message>
        <source>Text is too faint on the background.</source>
        <translation>Der Text ist auf dem Hintergrund zu blass.</translation>
    </message>
    <message>
        <source>Text is too faint on white.</source>
        <translation>Der Text ist auf Weiß zu blass.</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>%1 verwenden</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>steward::views::BrandingPage</name>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>a picture</source>
        <translation>ein Bild</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Branding</source>
        <translation>Branding</translation>
    </message>
    <message>
        <source>The brand could not be read</source>
        <translation>Das Branding konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>The last changes to the brand before were not saved: %1</source>
        <translation>Die letzten Änderungen am vorigen Branding wurden nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Andere Fassung übernehmen</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Eigene behalten</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Veröffentlicht</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Preview diff</source>
        <translation>Vergleich ansehen</translation>
    </message>
    <message>
        <source>Publish…</source>
        <translation>Veröffentlichen …</translation>
    </message>
    <message>
        <source>The tenant could not be read</source>
        <translation>Der Mandant konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>The tenants could not be read</source>
        <translation>Die Mandanten konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>No tenant to brand</source>
        <translation>Kein Mandant für ein Branding</translation>
    </message>
    <message>
        <source>Create a tenant first.</source>
        <translation>Legen Sie zuerst einen Mandanten an.</translation>
    </message>
    <message>
        <source>No changes</source>
        <translation>Keine Änderungen</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) since v%1</source>
        <translation>
            <numerusform>%n Änderung seit v%1</numerusform>
            <numerusform>%n Änderungen seit v%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s), not published yet</source>
        <translation>
            <numerusform>%n Änderung, noch nicht veröffentlicht</numerusform>
            <numerusform>%n Änderungen, noch nicht veröffentlicht</numerusform>
        </translation>
    </message>
    <message>
        <source>saving…</source>
        <translation>speichert …</translation>
    </message>
    <message>
        <source>not saved: %1</source>
        <translation>nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>Somebody else saved this draft. Yours is not saved.</source>
        <translation>Jemand anderes hat diesen Entwurf gespeichert. Ihrer ist nicht gespeichert.</translation>
    </message>
    <message>
        <source>saved %1 by %2</source>
        <translation>gespeichert um %1 von %2</translation>
    </message>
    <message>
        <source>v%1, %2, %3</source>
        <translation>v%1, %2, %3</translation>
    </message>
    <message>
        <source>Nothing is published; users see the standard page.</source>
        <translation>Nichts ist veröffentlicht; die Benutzer sehen die Standardseite.</translation>
    </message>
    <message>
        <source>The brand breaks a rule; see under the form.</source>
        <translation>Das Branding verletzt eine Regel; siehe unter dem Formular.</translation>
    </message>
    <message>
        <source>Publish the brand of %1</source>
        <translation>Branding von %1 veröffentlichen</translation>
    </message>
    <message>
        <source>Users see it at their next visit.</source>
        <translation>Die Benutzer sehen es bei ihrem nächsten Besuch.</translation>
    </message>
    <message>
        <source>Draft and published</source>
        <translation>Entwurf und veröffentlichte Fassung</translation>
    </message>
    <message>
        <source>was %1</source>
        <translation>vorher %1</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Published brands of %1</source>
        <translation>Veröffentlichte Brandings von %1</translation>
    </message>
    <message>
        <source>Nothing was published yet.</source>
        <translation>Noch nichts wurde veröffentlicht.</translation>
    </message>
    <message>
        <source>Revert…</source>
        <translation>Zurücknehmen …</translation>
    </message>
    <message>
        <source>Revert the publishing of v%1</source>
        <translation>Veröffentlichung von v%1 zurücknehmen</translation>
    </message>
</context>
<context>
    <name>steward::views::BrowserPane</name>
    <message>
        <source>Waiting for your browser</source>
        <translation>Warten auf Ihren Browser</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Erneut öffnen</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Finish signing in there. This window goes on by itself.</source>
        <translation>Schließen Sie die Anmeldung dort ab. Dieses Fenster macht von selbst weiter.</translation>
    </message>
    <message>
        <source>No browser could be opened. Copy the link and open it yourself; this window goes on by itself.</source>
        <translation>Es konnte kein Browser geöffnet werden. Kopieren Sie den Link und öffnen Sie ihn selbst; dieses Fenster macht von selbst weiter.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>No browser on this computer?</source>
        <translation>Kein Browser auf diesem Computer?</translation>
    </message>
    <message>
        <source>Sign in with a code</source>
        <translation>Mit einem Code anmelden</translation>
    </message>
</context>
<context>
    <name>steward::views::BudgetPanelView</name>
    <message>
        <source>Burn rate of the error budget</source>
        <translation>Verbrauchsrate des Fehlerbudgets</translation>
    </message>
    <message>
        <source>burn rate, 1 h</source>
        <translation>Verbrauchsrate, 1 h</translation>
    </message>
    <message>
        <source>No data</source>
        <translation>Keine Daten</translation>
    </message>
    <message>
        <source>Fine</source>
        <translation>In Ordnung</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Beobachten</translation>
    </message>
    <message>
        <source>Burning</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>%1 % of %2 min %3 s</source>
        <extracomment>%1 percent, %2 minutes, %3 seconds of the 30 days&apos; budget</extracomment>
        <translation>%1 % von %2 min %3 s</translation>
    </message>
    <message>
        <source>Error budget left</source>
        <translation>Verbleibendes Fehlerbudget</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>noch nicht bekannt</translation>
    </message>
</context>
<context>
    <name>steward::views::BulkBar</name>
    <message>
        <source>Clear the selection</source>
        <translation>Auswahl aufheben</translation>
    </message>
    <message>
        <source>%1 selected</source>
        <translation>%1 ausgewählt</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>Select all %1</source>
        <translation>Alle %1 auswählen</translation>
    </message>
</context>
<context>
    <name>steward::views::ChannelForm</name>
    <message>
        <source>New channel</source>
        <translation>Neuer Kanal</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Addresses, with commas between</source>
        <translation>Adressen, mit Kommas dazwischen</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Only alerts with</source>
        <translation>Nur Alarme mit</translation>
    </message>
    <message>
        <source>Empty: all alerts</source>
        <translation>Leer: alle Alarme</translation>
    </message>
    <message>
        <source>One message for alerts with the same</source>
        <translation>Eine Nachricht für Alarme mit gleichem</translation>
    </message>
    <message>
        <source>Waits for others</source>
        <translation>Wartet auf andere</translation>
    </message>
    <message>
        <source>Between changes</source>
        <translation>Zwischen Änderungen</translation>
    </message>
    <message>
        <source>Repeats after</source>
        <translation>Wiederholt nach</translation>
    </message>
</context>
<context>
    <name>steward::views::ChartPanel</name>
    <message>
        <source>Above each bar</source>
        <translation>Über jedem Balken</translation>
    </message>
    <message>
        <source>Starts at 0</source>
        <translation>Beginnt bei 0</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>Diagramm</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Stack</source>
        <translation>Gestapelt</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Stacking</source>
        <translation>Stapelung</translation>
    </message>
    <message>
        <source>Totals</source>
        <translation>Summen</translation>
    </message>
    <message>
        <source>Value axis</source>
        <translation>Werteachse</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Across</source>
        <translation>Quer</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Reihe</translation>
    </message>
    <message>
        <source>Colour of series %1</source>
        <translation>Farbe der Reihe %1</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Colour %1</source>
        <translation>Farbe %1</translation>
    </message>
</context>
<context>
    <name>steward::views::CodePane</name>
    <message>
        <source>Sign in on another device</source>
        <translation>Auf einem anderen Gerät anmelden</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Open the page</source>
        <translation>Seite öffnen</translation>
    </message>
    <message>
        <source>New code</source>
        <translation>Neuer Code</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Asking the platform for a code.</source>
        <translation>Die Plattform wird nach einem Code gefragt.</translation>
    </message>
    <message>
        <source>No code yet</source>
        <translation>Noch kein Code</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>Einen Moment</translation>
    </message>
    <message>
        <source>Open %1 in any browser and enter</source>
        <translation>Öffnen Sie %1 in einem beliebigen Browser und geben Sie ein</translation>
    </message>
    <message>
        <source>Code %1</source>
        <translation>Code %1</translation>
    </message>
    <message>
        <source>Waiting for your approval</source>
        <translation>Wartet auf Ihre Zustimmung</translation>
    </message>
    <message>
        <source>Code ends in %1</source>
        <translation>Code endet in %1</translation>
    </message>
</context>
<context>
    <name>steward::views::ColourField</name>
    <message>
        <source>AA large</source>
        <extracomment>WCAG grade: enough contrast for large text only</extracomment>
        <translation>AA groß</translation>
    </message>
    <message>
        <source>Fails</source>
        <extracomment>WCAG grade: too little contrast</extracomment>
        <translation>Ungenügend</translation>
    </message>
    <message>
        <source>white text</source>
        <translation>weiße Schrift</translation>
    </message>
    <message>
        <source>on white</source>
        <translation>auf Weiß</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Pick a colour</source>
        <translation>Farbe wählen</translation>
    </message>
    <message>
        <source>%1 %2:1</source>
        <extracomment>%1 what it is seen against (&quot;white text&quot;), %2 the ratio (&quot;6.4&quot;)</extracomment>
        <translation>%1 %2:1</translation>
    </message>
</context>
<context>
    <name>steward::views::ComparisonTable</name>
    <message>
        <source>Plan</source>
        <comment>of subscription</comment>
        <translation>Tarif</translation>
    </message>
    <message>
        <source>Only there</source>
        <translation>Nur dort</translation>
    </message>
    <message>
        <source>Only here</source>
        <translation>Nur hier</translation>
    </message>
    <message>
        <source>Differs</source>
        <translation>Abweichend</translation>
    </message>
    <message>
        <source>%1: %2 here, %3 there</source>
        <translation>%1: hier %2, dort %3</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
</context>
<context>
    <name>steward::views::ComponentForm</name>
    <message>
        <source>Edit %1</source>
        <translation>%1 bearbeiten</translation>
    </message>
    <message>
        <source>New component</source>
        <translation>Neue Komponente</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Promised uptime, %</source>
        <translation>Zugesagte Verfügbarkeit, %</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Checked by</source>
        <translation>Geprüft durch</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Reihe</translation>
    </message>
    <message>
        <source>It is down while that is</source>
        <translation>Sie ist ausgefallen, solange das so ist:</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Looked back over</source>
        <translation>Blick zurück über</translation>
    </message>
    <message>
        <source>Down after that long without one</source>
        <translation>Ausgefallen nach so langer Zeit ohne eines</translation>
    </message>
    <message>
        <source>Expected status</source>
        <translation>Erwarteter Status</translation>
    </message>
    <message>
        <source>Empty: any from 200 to 299</source>
        <translation>Leer: jeder von 200 bis 299</translation>
    </message>
    <message>
        <source>Degraded above, ms</source>
        <translation>Eingeschränkt über, ms</translation>
    </message>
    <message>
        <source>Empty: never</source>
        <translation>Leer: nie</translation>
    </message>
    <message>
        <source>Every</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Waits at most</source>
        <translation>Wartet höchstens</translation>
    </message>
    <message>
        <source>Failures before it is down</source>
        <translation>Fehlschläge, bis sie ausgefallen ist</translation>
    </message>
    <message>
        <source>Depends on</source>
        <translation>Hängt ab von</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Say where it is</source>
        <translation>Sagen Sie, wo sie ist</translation>
    </message>
    <message>
        <source>Name the series</source>
        <translation>Nennen Sie die Reihe</translation>
    </message>
</context>
<context>
    <name>steward::views::ComponentsPage</name>
    <message>
        <source>Components</source>
        <translation>Komponenten</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>Dunkles Design</translation>
    </message>
    <message>
        <source>High-contrast theme</source>
        <translation>Design mit hohem Kontrast</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>Helles Design</translation>
    </message>
    <message>
        <source>The eight chart colours</source>
        <translation>Die acht Diagrammfarben</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>ID kopieren</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Buttons: rest, hover, focus, disabled, busy</source>
        <translation>Schaltflächen: Ruhe, Zeiger darüber, Fokus, deaktiviert, beschäftigt</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Speichert …</translation>
    </message>
    <message>
        <source>Inputs, select</source>
        <translation>Eingaben, Auswahl</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Two dots in a row</source>
        <translation>Zwei Punkte hintereinander</translation>
    </message>
    <message>
        <source>Help under a field</source>
        <translation>Hilfe unter einem Feld</translation>
    </message>
    <message>
        <source>Not editable</source>
        <translation>Nicht bearbeitbar</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Checkbox, radio, switch</source>
        <translation>Kontrollkästchen, Optionsfeld, Schalter</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Badges and tags</source>
        <translation>Kennzeichen und Schlagwörter</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Trial</source>
        <translation>Testphase</translation>
    </message>
    <message>
        <source>Past due</source>
        <translation>Überfällig</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archiviert</translation>
    </message>
    <message>
        <source>Analyst</source>
        <translation>Analyst</translation>
    </message>
    <message>
        <source>Fails</source>
        <translation>Ungenügend</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>Lokal</translation>
    </message>
    <message>
        <source>Staging</source>
        <translation>Staging</translation>
    </message>
    <message>
        <source>Tabs, chips</source>
        <translation>Reiter, Chips</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Domains</source>
        <translation>Domains</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Limits</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Tarif</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Display 24/32, 600</source>
        <translation>Display 24/32, 600</translation>
    </message>
    <message>
        <source>Tenants</source>
        <translation>Mandanten</translation>
    </message>
    <message>
        <source>Title 18/24, 600</source>
        <translation>Titel 18/24, 600</translation>
    </message>
    <message>
        <source>Heading 15/20, 600</source>
        <translation>Überschrift 15/20, 600</translation>
    </message>
    <message>
        <source>Roles apply at the next sign-in</source>
        <translation>Rollen gelten ab der nächsten Anmeldung</translation>
    </message>
    <message>
        <source>Body 13/20, 400</source>
        <translation>Fließtext 13/20, 400</translation>
    </message>
    <message>
        <source>Data as of 09:41:07 UTC</source>
        <translation>Datenstand 09:41:07 UTC</translation>
    </message>
    <message>
        <source>Small 12/16, 400</source>
        <translation>Klein 12/16, 400</translation>
    </message>
    <message>
        <source>Mono 12/16</source>
        <translation>Mono 12/16</translation>
    </message>
    <message>
        <source>Connection, tooltip</source>
        <translation>Verbindung, Tooltip</translation>
    </message>
    <message>
        <source>Chart colours 1–8, with dash and marker for print</source>
        <translation>Diagrammfarben 1–8, mit Strichmuster und Markierung für den Druck</translation>
    </message>
    <message>
        <source>Rest</source>
        <translation>Ruhe</translation>
    </message>
    <message>
        <source>Hover</source>
        <translation>Zeiger darüber</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>Ausgewählt</translation>
    </message>
    <message>
        <source>Focused</source>
        <translation>Fokussiert</translation>
    </message>
    <message>
        <source>Stale 4 min</source>
        <translation>Veraltet seit 4 min</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Lädt</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>MRR, €</source>
        <translation>MRR, €</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Table rows</source>
        <translation>Tabellenzeilen</translation>
    </message>
    <message>
        <source>Empty state</source>
        <translation>Leerer Zustand</translation>
    </message>
    <message>
        <source>No tenants match</source>
        <translation>Keine passenden Mandanten</translation>
    </message>
    <message>
        <source>3 filters hide all 1,284 tenants.</source>
        <translation>3 Filter blenden alle 1.284 Mandanten aus.</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter zurücksetzen</translation>
    </message>
    <message>
        <source>New tenant</source>
        <translation>Neuer Mandant</translation>
    </message>
    <message>
        <source>Error state</source>
        <translation>Fehlerzustand</translation>
    </message>
    <message>
        <source>The billing service did not answer in 10 s. Nothing was changed.</source>
        <translation>Der Abrechnungsdienst hat nicht innerhalb von 10 s geantwortet. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Connecting to the billing service timed out. Check its health under Overview.</source>
        <translation>Zeitüberschreitung bei der Verbindung zum Abrechnungsdienst. Prüfen Sie seinen Zustand unter „Übersicht“.</translation>
    </message>
    <message>
        <source>Could not load invoices</source>
        <translation>Rechnungen konnten nicht geladen werden</translation>
    </message>
    <message>
        <source>Toasts</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>485 roles changed</source>
        <translation>485 Rollen geändert</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig machen</translation>
    </message>
    <message>
        <source>Branding was not published</source>
        <translation>Branding wurde nicht veröffentlicht</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Export of 48,210 rows</source>
        <translation>Export von 48.210 Zeilen</translation>
    </message>
    <message>
        <source>62 %, 0:08 left</source>
        <translation>62 %, noch 0:08</translation>
    </message>
    <message>
        <source>Role change, 485 users</source>
        <translation>Rollenänderung, 485 Benutzer</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
</context>
<context>
    <name>steward::views::ConditionEditor</name>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>How many, up to and with the current one: 6</source>
        <translation>Wie viele, bis einschließlich des laufenden Zeitraums: 6</translation>
    </message>
    <message>
        <source>Any of: %1</source>
        <translation>Eines von: %1</translation>
    </message>
    <message>
        <source>A day: 2026-11-23</source>
        <translation>Ein Tag: 2026-11-23</translation>
    </message>
    <message>
        <source>Values with commas between them</source>
        <translation>Werte, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>A value is missing.</source>
        <translation>Ein Wert fehlt.</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Or another…</source>
        <translation>Oder eine andere …</translation>
    </message>
    <message>
        <source>How many whole ones before the current one: 3</source>
        <translation>Wie viele ganze vor der laufenden: 3</translation>
    </message>
    <message>
        <source>From the beginning of the current one</source>
        <translation>Vom Beginn der laufenden an</translation>
    </message>
    <message>
        <source>Or a parameter: %1</source>
        <translation>Oder ein Parameter: %1</translation>
    </message>
</context>
<context>
    <name>steward::views::DashboardCanvas</name>
    <message>
        <source>Panel %1</source>
        <translation>Feld %1</translation>
    </message>
    <message>
        <source>Column %1 of 12, row %2, %3 wide, %4 high. Arrows move it, with Shift they resize it; Enter edits, Ctrl+D duplicates, Delete removes it.</source>
        <translation>Spalte %1 von 12, Zeile %2, %3 breit, %4 hoch. Pfeile verschieben es, mit Umschalt ändern sie die Größe; Eingabe bearbeitet, Strg+D verdoppelt, Entf entfernt es.</translation>
    </message>
</context>
<context>
    <name>steward::views::DashboardPage</name>
    <message>
        <source>Audit event</source>
        <translation>Eintrag im Prüfprotokoll</translation>
    </message>
    <message>
        <source>Range of time</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>15 min</source>
        <translation>15 min</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>6 h</source>
        <translation>6 h</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Read everything again</source>
        <translation>Alles neu einlesen</translation>
    </message>
    <message numerus="yes">
        <source>%n panel(s), live, one value a second</source>
        <translation>
            <numerusform>%n Feld, live, ein Wert je Sekunde</numerusform>
            <numerusform>%n Felder, live, ein Wert je Sekunde</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n panel(s), waiting for the platform</source>
        <translation>
            <numerusform>%n Feld, wartet auf die Plattform</numerusform>
            <numerusform>%n Felder, warten auf die Plattform</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n panel(s), paused</source>
        <translation>
            <numerusform>%n Feld, angehalten</numerusform>
            <numerusform>%n Felder, angehalten</numerusform>
        </translation>
    </message>
    <message>
        <source>Dashboards</source>
        <translation>Dashboards</translation>
    </message>
    <message>
        <source>Choose a dashboard</source>
        <translation>Dashboard auswählen</translation>
    </message>
    <message>
        <source>Back to the range before</source>
        <translation>Zurück zum Zeitraum davor</translation>
    </message>
    <message>
        <source>7 d</source>
        <translation>7 T</translation>
    </message>
    <message>
        <source>Another range of time</source>
        <translation>Anderer Zeitraum</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>More about this dashboard</source>
        <translation>Mehr zu diesem Dashboard</translation>
    </message>
    <message>
        <source>All tenants</source>
        <translation>Alle Mandanten</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>All regions</source>
        <translation>Alle Regionen</translation>
    </message>
    <message>
        <source>Add panel</source>
        <translation>Feld hinzufügen</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig machen</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Choose a dashboard…</source>
        <translation>Dashboard auswählen …</translation>
    </message>
    <message>
        <source>New dashboard</source>
        <translation>Neues Dashboard</translation>
    </message>
    <message>
        <source>Edit dashboard</source>
        <translation>Dashboard bearbeiten</translation>
    </message>
    <message>
        <source>Undo the last step</source>
        <translation>Letzten Schritt zurücknehmen</translation>
    </message>
    <message>
        <source>Redo the step</source>
        <translation>Schritt wiederholen</translation>
    </message>
    <message>
        <source>Save dashboard</source>
        <translation>Dashboard speichern</translation>
    </message>
    <message>
        <source>Save dashboard as…</source>
        <translation>Dashboard speichern unter …</translation>
    </message>
    <message>
        <source>Share dashboard…</source>
        <translation>Dashboard teilen …</translation>
    </message>
    <message>
        <source>Save it as your own first.</source>
        <translation>Speichern Sie es zuerst als eigenes.</translation>
    </message>
    <message>
        <source>The dashboard was not shared</source>
        <translation>Das Dashboard wurde nicht geteilt</translation>
    </message>
    <message>
        <source>Versions…</source>
        <translation>Fassungen …</translation>
    </message>
    <message>
        <source>Only saved dashboards have versions.</source>
        <translation>Nur gespeicherte Dashboards haben Fassungen.</translation>
    </message>
    <message>
        <source>There are no versions</source>
        <translation>Es gibt keine Fassungen</translation>
    </message>
    <message>
        <source>Delete dashboard…</source>
        <translation>Dashboard löschen …</translation>
    </message>
    <message>
        <source>Delete “%1”?</source>
        <translation>„%1“ löschen?</translation>
    </message>
    <message>
        <source>It is gone for everybody it is shared with, and so are its versions.</source>
        <translation>Es ist für alle weg, mit denen es geteilt ist, und seine Fassungen auch.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Open in a window of its own</source>
        <translation>In eigenem Fenster öffnen</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>On the wall…</source>
        <translation>An der Wand …</translation>
    </message>
    <message>
        <source>Import a dashboard…</source>
        <translation>Dashboard importieren …</translation>
    </message>
    <message>
        <source>Import a dashboard</source>
        <translation>Dashboard importieren</translation>
    </message>
    <message>
        <source>Dashboards (*.json)</source>
        <translation>Dashboards (*.json)</translation>
    </message>
    <message>
        <source>Export dashboard…</source>
        <translation>Dashboard exportieren …</translation>
    </message>
    <message>
        <source>Export dashboard</source>
        <translation>Dashboard exportieren</translation>
    </message>
    <message>
        <source>The dashboard could not be opened</source>
        <translation>Das Dashboard konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>Saved as version %1</source>
        <translation>Als Fassung %1 gespeichert</translation>
    </message>
    <message>
        <source>The dashboard was not changed</source>
        <translation>Das Dashboard wurde nicht geändert</translation>
    </message>
    <message>
        <source>Dashboard deleted</source>
        <translation>Dashboard gelöscht</translation>
    </message>
    <message>
        <source>Leave without saving?</source>
        <translation>Ohne Speichern verlassen?</translation>
    </message>
    <message>
        <source>The changes to “%1” were not saved.</source>
        <translation>Die Änderungen an „%1“ sind nicht gespeichert.</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Verlassen</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Speichert …</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter …</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>Noch nicht gespeichert</translation>
    </message>
    <message>
        <source>Built in: saved as your own</source>
        <translation>Eingebaut: wird als eigenes gespeichert</translation>
    </message>
    <message>
        <source>Nothing changed</source>
        <translation>Nichts geändert</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Values as a table…</source>
        <translation>Werte als Tabelle …</translation>
    </message>
    <message>
        <source>Copy image</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Image copied</source>
        <translation>Bild kopiert</translation>
    </message>
    <message>
        <source>Copy data</source>
        <translation>Daten kopieren</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) copied</source>
        <translation>
            <numerusform>%n Zeile kopiert</numerusform>
            <numerusform>%n Zeilen kopiert</numerusform>
        </translation>
    </message>
    <message>
        <source>Save image…</source>
        <translation>Bild speichern …</translation>
    </message>
    <message>
        <source>Save data…</source>
        <translation>Daten speichern …</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten …</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Verdoppeln</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>New panel</source>
        <translation>Neues Feld</translation>
    </message>
    <message>
        <source>A dashboard holds at most 40 panels</source>
        <translation>Ein Dashboard fasst höchstens 40 Felder</translation>
    </message>
    <message>
        <source>Save dashboard as</source>
        <translation>Dashboard speichern unter</translation>
    </message>
    <message>
        <source>The file was not taken over</source>
        <translation>Die Datei wurde nicht übernommen</translation>
    </message>
    <message>
        <source>%1 written</source>
        <translation>%1 geschrieben</translation>
    </message>
    <message>
        <source>The file was not written</source>
        <translation>Die Datei wurde nicht geschrieben</translation>
    </message>
    <message>
        <source>Save image</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Images (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>Save data</source>
        <translation>Daten speichern</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 Min.</translation>
    </message>
    <message numerus="yes">
        <source>%n panel(s), live, up to ten values a second</source>
        <translation>
            <numerusform>%n Feld, live, bis zu zehn Werte je Sekunde</numerusform>
            <numerusform>%n Felder, live, bis zu zehn Werte je Sekunde</numerusform>
        </translation>
    </message>
    <message>
        <source>. What is shown was kept on this computer</source>
        <translation>. Was zu sehen ist, wurde auf diesem Rechner aufbewahrt</translation>
    </message>
    <message>
        <source>. The connection is slow: since %1 only one of %2 values comes, with peaks; the others follow</source>
        <translation>. Die Verbindung ist langsam: seit %1 kommt nur einer von %2 Werten, mit Spitzen; die anderen folgen</translation>
    </message>
</context>
<context>
    <name>steward::views::DashboardView</name>
    <message>
        <source>The metrics could not be read</source>
        <translation>Die Metriken konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>No panels yet</source>
        <translation>Noch keine Felder</translation>
    </message>
    <message>
        <source>Add one while you edit the dashboard.</source>
        <translation>Fügen Sie beim Bearbeiten des Dashboards eines hinzu.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n entities</source>
        <translation>
            <numerusform>%1, %n Objekt</numerusform>
            <numerusform>%1, %n Objekte</numerusform>
        </translation>
    </message>
    <message>
        <source>Maintenance begins: %1</source>
        <translation>Wartung beginnt: %1</translation>
    </message>
    <message>
        <source>Maintenance ends: %1</source>
        <translation>Wartung endet: %1</translation>
    </message>
</context>
<context>
    <name>steward::views::DraftsPage</name>
    <message>
        <source>Drafts</source>
        <translation>Entwürfe</translation>
    </message>
    <message>
        <source>Could not read the drafts</source>
        <translation>Die Entwürfe konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>Apply…</source>
        <translation>Anwenden …</translation>
    </message>
    <message>
        <source>Preview…</source>
        <translation>Vorschau …</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Verwerfen …</translation>
    </message>
    <message>
        <source>Apply drafts…</source>
        <translation>Entwürfe anwenden …</translation>
    </message>
    <message>
        <source>Preview draft…</source>
        <translation>Vorschau des Entwurfs …</translation>
    </message>
    <message>
        <source>Discard draft…</source>
        <translation>Entwurf verwerfen …</translation>
    </message>
    <message numerus="yes">
        <source>Apply %n draft(s)</source>
        <translation>
            <numerusform>%n Entwurf anwenden</numerusform>
            <numerusform>%n Entwürfe anwenden</numerusform>
        </translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>%1 ändern</translation>
    </message>
    <message>
        <source>Draft of %1 discarded</source>
        <translation>Entwurf für %1 verworfen</translation>
    </message>
    <message>
        <source>The draft was not discarded</source>
        <translation>Der Entwurf wurde nicht verworfen</translation>
    </message>
    <message>
        <source>Discard the draft of %1?</source>
        <translation>Entwurf für %1 verwerfen?</translation>
    </message>
    <message>
        <source>What was typed is gone. The platform has never had it.</source>
        <translation>Was Sie eingegeben haben, geht verloren. Die Plattform hat es nie erhalten.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message numerus="yes">
        <source>Apply %n…</source>
        <translation>
            <numerusform>%n anwenden …</numerusform>
            <numerusform>%n anwenden …</numerusform>
        </translation>
    </message>
    <message>
        <source>No draft is ready.</source>
        <translation>Kein Entwurf ist bereit.</translation>
    </message>
    <message>
        <source>Choose a draft first.</source>
        <translation>Wählen Sie zuerst einen Entwurf.</translation>
    </message>
    <message>
        <source>No drafts</source>
        <translation>Keine Entwürfe</translation>
    </message>
    <message>
        <source>What you edit while the platform cannot be reached waits here until it is back.</source>
        <translation>Was Sie bearbeiten, während die Plattform nicht erreichbar ist, wartet hier, bis sie wieder da ist.</translation>
    </message>
</context>
<context>
    <name>steward::views::DraftsTable</name>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>Konflikt</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Already so</source>
        <translation>Bereits so</translation>
    </message>
    <message>
        <source>New tenant</source>
        <translation>Neuer Mandant</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <translation>%1: %2 → %3</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>steward::views::EnvironmentsPage</name>
    <message>
        <source>Environments</source>
        <translation>Umgebungen</translation>
    </message>
    <message>
        <source>Could not compare</source>
        <translation>Der Vergleich ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>Promote…</source>
        <translation>Übernehmen …</translation>
    </message>
    <message>
        <source>Export configuration…</source>
        <translation>Konfiguration exportieren …</translation>
    </message>
    <message>
        <source>Compare with a file…</source>
        <translation>Mit einer Datei vergleichen …</translation>
    </message>
    <message>
        <source>Promote what is chosen…</source>
        <translation>Ausgewähltes übernehmen …</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
    <message>
        <source>Choose a workspace</source>
        <translation>Arbeitsbereich auswählen</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>workspace (environment)</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>There is no other workspace yet.</source>
        <translation>Es gibt noch keinen anderen Arbeitsbereich.</translation>
    </message>
    <message>
        <source>Nobody is signed in to %1. Open it once, then compare.</source>
        <translation>Bei %1 ist niemand angemeldet. Öffnen Sie den Arbeitsbereich einmal und vergleichen Sie dann.</translation>
    </message>
    <message>
        <source>Nobody is signed in there any more.</source>
        <translation>Dort ist niemand mehr angemeldet.</translation>
    </message>
    <message>
        <source>Configurations (*.json *.yaml *.yml)</source>
        <translation>Konfigurationen (*.json *.yaml *.yml)</translation>
    </message>
    <message>
        <source>Export configuration</source>
        <translation>Konfiguration exportieren</translation>
    </message>
    <message>
        <source>Configuration written to %1</source>
        <translation>Konfiguration in %1 geschrieben</translation>
    </message>
    <message>
        <source>The configuration was not written</source>
        <translation>Die Konfiguration wurde nicht geschrieben</translation>
    </message>
    <message>
        <source>This cannot be promoted</source>
        <translation>Das lässt sich nicht übernehmen</translation>
    </message>
    <message>
        <source>Promote from %1</source>
        <translation>Aus %1 übernehmen</translation>
    </message>
    <message>
        <source>Not compared, because only one side says them: %1</source>
        <translation>Nicht verglichen, weil nur eine Seite sie nennt: %1</translation>
    </message>
    <message numerus="yes">
        <source>Promote %n…</source>
        <translation>
            <numerusform>%n übernehmen …</numerusform>
            <numerusform>%n übernehmen …</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose what is to be as it is there.</source>
        <translation>Wählen Sie aus, was so werden soll wie dort.</translation>
    </message>
    <message>
        <source>No change</source>
        <translation>Keine Unterschiede</translation>
    </message>
    <message>
        <source>%1 is set to the same as this platform.</source>
        <translation>%1 ist genauso eingerichtet wie diese Plattform.</translation>
    </message>
    <message>
        <source>Nothing to compare with yet</source>
        <translation>Noch nichts zum Vergleichen</translation>
    </message>
    <message>
        <source>Choose another workspace above, or a configuration in a file.</source>
        <translation>Wählen Sie oben einen anderen Arbeitsbereich oder eine Datei mit einer Konfiguration.</translation>
    </message>
    <message>
        <source>plans</source>
        <translation>Pläne</translation>
    </message>
    <message>
        <source>tenants</source>
        <translation>Mandanten</translation>
    </message>
    <message>
        <source>roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>brands</source>
        <translation>Brandings</translation>
    </message>
    <message>
        <source>objectives</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>alert rules</source>
        <translation>Alarmregeln</translation>
    </message>
    <message>
        <source>channels</source>
        <translation>Kanäle</translation>
    </message>
</context>
<context>
    <name>steward::views::ExcludedStrip</name>
    <message>
        <source>These stay as they are.</source>
        <translation>Diese bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>%1 excluded</source>
        <translation>%1 ausgeschlossen</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 zeigen</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>steward::views::ExpressionField</name>
    <message>
        <source>Names that can stand here</source>
        <translation>Namen, die hier stehen können</translation>
    </message>
</context>
<context>
    <name>steward::views::FieldList</name>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Measures</source>
        <translation>Kennzahlen</translation>
    </message>
    <message>
        <source>Find a field</source>
        <translation>Feld suchen</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Datenquelle</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>Renew</source>
        <translation>Erneuern</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Erstellen</translation>
    </message>
    <message>
        <source>Take the snapshot again</source>
        <translation>Momentaufnahme erneut erstellen</translation>
    </message>
    <message>
        <source>Take a snapshot to work offline</source>
        <translation>Momentaufnahme für die Offline-Arbeit erstellen</translation>
    </message>
    <message>
        <source>Dimensions</source>
        <translation>Dimensionen</translation>
    </message>
    <message>
        <source>Values of the chosen field</source>
        <translation>Werte des gewählten Felds</translation>
    </message>
    <message>
        <source>New calculated field</source>
        <translation>Neues berechnetes Feld</translation>
    </message>
    <message>
        <source>Number of rows</source>
        <translation>Anzahl der Zeilen</translation>
    </message>
    <message>
        <source>Calculated</source>
        <translation>Berechnet</translation>
    </message>
    <message>
        <source>%1, joined</source>
        <translation>%1, verbunden</translation>
    </message>
    <message>
        <source>Put on %1</source>
        <translation>Auf %1 legen</translation>
    </message>
    <message>
        <source>Filter by it…</source>
        <translation>Danach filtern …</translation>
    </message>
    <message>
        <source>Change the expression…</source>
        <translation>Ausdruck ändern …</translation>
    </message>
    <message>
        <source>Delete the field</source>
        <translation>Feld löschen</translation>
    </message>
    <message>
        <source>Other datasets</source>
        <translation>Weitere Datensätze</translation>
    </message>
    <message>
        <source>%1, on %2</source>
        <extracomment>a field and where it stands: &quot;Month, on Columns&quot;</extracomment>
        <translation>%1, auf %2</translation>
    </message>
</context>
<context>
    <name>steward::views::FieldsDelegate</name>
    <message>
        <source>+ %1 more</source>
        <translation>+ %1 weitere</translation>
    </message>
</context>
<context>
    <name>steward::views::FigurePanelView</name>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
</context>
<context>
    <name>steward::views::FilterBar</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter these rows</source>
        <translation>Diese Zeilen filtern</translation>
    </message>
    <message>
        <source>Add a filter</source>
        <translation>Filter hinzufügen</translation>
    </message>
    <message>
        <source>Filter %1 %2</source>
        <translation>Filter %1 %2</translation>
    </message>
    <message>
        <source>Filter these rows by %1</source>
        <translation>Diese Zeilen nach %1 filtern</translation>
    </message>
    <message>
        <source>Filter by %1</source>
        <translation>Nach %1 filtern</translation>
    </message>
</context>
<context>
    <name>steward::views::FilterEditor</name>
    <message>
        <source>is</source>
        <translation>ist</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>ist nicht</translation>
    </message>
    <message>
        <source>is at least</source>
        <translation>ist mindestens</translation>
    </message>
    <message>
        <source>is at most</source>
        <translation>ist höchstens</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>enthält</translation>
    </message>
    <message>
        <source>Change the filter</source>
        <translation>Filter ändern</translation>
    </message>
    <message>
        <source>Add a filter</source>
        <translation>Filter hinzufügen</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Change filter</source>
        <translation>Filter ändern</translation>
    </message>
    <message>
        <source>Add filter</source>
        <translation>Filter hinzufügen</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>not %1</source>
        <translation>nicht %1</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>mindestens %1</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>höchstens %1</translation>
    </message>
    <message>
        <source>contains %1</source>
        <translation>enthält %1</translation>
    </message>
    <message>
        <source>is in the last</source>
        <translation>liegt zurück bis zu</translation>
    </message>
    <message numerus="yes">
        <source>%n week(s)</source>
        <translation>
            <numerusform>%n Woche</numerusform>
            <numerusform>%n Wochen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n month(s)</source>
        <translation>
            <numerusform>%n Monat</numerusform>
            <numerusform>%n Monate</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n quarter(s)</source>
        <translation>
            <numerusform>%n Quartal</numerusform>
            <numerusform>%n Quartale</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n Jahr</numerusform>
            <numerusform>%n Jahre</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>%1  (%2)</source>
        <comment>a choice, and how many rows have it</comment>
        <translation>%1  (%2)</translation>
    </message>
    <message>
        <source>No rows</source>
        <translation>Keine Zeilen</translation>
    </message>
    <message>
        <source>The most frequent ones.</source>
        <translation>Die häufigsten.</translation>
    </message>
    <message>
        <source>How long</source>
        <translation>Wie lange</translation>
    </message>
    <message>
        <source>last %1</source>
        <comment>%1 is a span of time</comment>
        <translation>bis zu %1 zurück</translation>
    </message>
</context>
<context>
    <name>steward::views::FirstWindow</name>
    <message>
        <source>Steward</source>
        <translation>Steward</translation>
    </message>
    <message>
        <source>Choose a workspace</source>
        <translation>Arbeitsbereich auswählen</translation>
    </message>
    <message>
        <source>Each workspace keeps its own sign-in, data and colour.</source>
        <translation>Jeder Arbeitsbereich hat seine eigene Anmeldung, eigene Daten und eine eigene Farbe.</translation>
    </message>
    <message>
        <source>Add workspace…</source>
        <translation>Arbeitsbereich hinzufügen …</translation>
    </message>
    <message>
        <source>Work offline</source>
        <translation>Offline arbeiten</translation>
    </message>
    <message>
        <source>Steward %1</source>
        <translation>Steward %1</translation>
    </message>
    <message>
        <source>Remove from this computer</source>
        <translation>Von diesem Computer entfernen</translation>
    </message>
    <message>
        <source>Add a workspace</source>
        <translation>Arbeitsbereich hinzufügen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>Produktion</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>https, or http on this computer</source>
        <translation>https, oder http auf diesem Computer</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Decides the colour and how changes are confirmed</source>
        <translation>Bestimmt die Farbe und wie Änderungen bestätigt werden</translation>
    </message>
</context>
<context>
    <name>steward::views::FormDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
</context>
<context>
    <name>steward::views::HealthPage</name>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Components, maintenance windows</source>
        <translation>Komponenten, Wartungsfenster</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>Komponenten</translation>
    </message>
    <message>
        <source>Maintenance windows</source>
        <translation>Wartungsfenster</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message numerus="yes">
        <source>Checks are late: %n wait(s) for others to end.</source>
        <translation>
            <numerusform>Prüfungen sind verspätet: %n wartet, bis andere enden.</numerusform>
            <numerusform>Prüfungen sind verspätet: %n warten, bis andere enden.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::views::HeatPanelView</name>
    <message>
        <source>fewer</source>
        <extracomment>at the two ends of a scale of colours; %1 is what is counted, &quot;requests&quot;</extracomment>
        <translation>weniger</translation>
    </message>
    <message>
        <source>more</source>
        <translation>mehr</translation>
    </message>
    <message>
        <source>more %1</source>
        <translation>mehr %1</translation>
    </message>
</context>
<context>
    <name>steward::views::ImportColumns</name>
    <message>
        <source>Columns of the file</source>
        <translation>Spalten der Datei</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>In the first rows</source>
        <translation>In den ersten Zeilen</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>Field of the column %1</source>
        <translation>Feld der Spalte %1</translation>
    </message>
    <message>
        <source>Field of the column %1, with %2</source>
        <translation>Feld der Spalte %1, mit %2</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Weglassen</translation>
    </message>
</context>
<context>
    <name>steward::views::ImportDialog</name>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen …</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>Blatt</translation>
    </message>
    <message>
        <source>Rows that are left out</source>
        <translation>Zeilen, die wegbleiben</translation>
    </message>
    <message>
        <source>Choose a file to import</source>
        <translation>Datei für den Import wählen</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt *.xlsx);;All files (*)</source>
        <translation>Tabellen (*.csv *.tsv *.txt *.xlsx);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>Schritt %1 von %2: %3</translation>
    </message>
    <message>
        <source>Preview…</source>
        <translation>Vorschau …</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>A CSV or XLSX file</source>
        <translation>Eine CSV- oder XLSX-Datei</translation>
    </message>
    <message>
        <source>Choose it, or drop it here. Its first row names the columns, each row below is one tenant, and there are at most %1 of them. Nothing is changed before you have seen what would be.</source>
        <translation>Wählen Sie sie oder legen Sie sie hier ab. Die erste Zeile benennt die Spalten, jede weitere ist ein Mandant, höchstens %1. Nichts wird geändert, bevor Sie gesehen haben, was geschähe.</translation>
    </message>
    <message numerus="yes">
        <source>%n column(s)</source>
        <translation>
            <numerusform>%n Spalte</numerusform>
            <numerusform>%n Spalten</numerusform>
        </translation>
    </message>
    <message>
        <source>Without %1 only tenants that exist are changed; rows about new ones will be left out.</source>
        <translation>Ohne %1 werden nur vorhandene Mandanten geändert; Zeilen über neue bleiben weg.</translation>
    </message>
    <message>
        <source>Cells that are empty leave their field as it is.</source>
        <translation>Leere Zellen lassen ihr Feld, wie es ist.</translation>
    </message>
    <message>
        <source>Checking each row…</source>
        <translation>Jede Zeile wird geprüft …</translation>
    </message>
    <message>
        <source>%1 of %2 rows can be imported.</source>
        <translation>%1 von %2 Zeilen können importiert werden.</translation>
    </message>
    <message>
        <source>Left out: %1.</source>
        <translation>Es bleiben weg: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) hold formulas; the values that were saved with them are used.</source>
        <translation>
            <numerusform>%n Zelle enthält eine Formel; der Wert, der mit ihr gespeichert wurde, gilt.</numerusform>
            <numerusform>%n Zellen enthalten Formeln; die Werte, die mit ihnen gespeichert wurden, gelten.</numerusform>
        </translation>
    </message>
    <message>
        <source>No rows</source>
        <translation>Keine Zeilen</translation>
    </message>
    <message>
        <source>There is nothing below the names of the columns.</source>
        <translation>Unter den Namen der Spalten steht nichts.</translation>
    </message>
    <message>
        <source>Every row can be imported</source>
        <translation>Jede Zeile kann importiert werden</translation>
    </message>
    <message>
        <source>The preview shows what each would change.</source>
        <translation>Die Vorschau zeigt, was jede ändern würde.</translation>
    </message>
</context>
<context>
    <name>steward::views::ImportProblems</name>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Was nicht stimmt</translation>
    </message>
</context>
<context>
    <name>steward::views::InviteForm</name>
    <message>
        <source>Invite a user</source>
        <translation>Benutzer einladen</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>Einladen</translation>
    </message>
    <message>
        <source>A tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>The platform&apos;s staff</source>
        <translation>Mitarbeiter der Plattform</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>Gehört zu</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>It can be changed at any time.</source>
        <translation>Sie lässt sich jederzeit ändern.</translation>
    </message>
    <message>
        <source>Nobody was invited.</source>
        <translation>Niemand wurde eingeladen.</translation>
    </message>
    <message>
        <source>Where should the invitation go?</source>
        <translation>Wohin soll die Einladung gehen?</translation>
    </message>
    <message>
        <source>A user needs a name</source>
        <translation>Ein Benutzer braucht einen Namen</translation>
    </message>
    <message>
        <source>Choose the tenant</source>
        <translation>Wählen Sie den Mandanten</translation>
    </message>
    <message>
        <source>Choose a role</source>
        <translation>Wählen Sie eine Rolle</translation>
    </message>
</context>
<context>
    <name>steward::views::ListPage</name>
    <message>
        <source>Filter these rows</source>
        <translation>Diese Zeilen filtern</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Nichts passt</translation>
    </message>
    <message numerus="yes">
        <source>%n filter(s) hide all others.</source>
        <translation>
            <numerusform>%n Filter verbirgt alle anderen.</numerusform>
            <numerusform>%n Filter verbergen alle anderen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter zurücksetzen</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>%1 exportieren</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Choose columns…</source>
        <translation>Spalten auswählen …</translation>
    </message>
    <message>
        <source>No groups</source>
        <translation>Keine Gruppen</translation>
    </message>
    <message>
        <source>Group by %1</source>
        <translation>Nach %1 gruppieren</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppieren</translation>
    </message>
    <message>
        <source>Group rows</source>
        <translation>Zeilen gruppieren</translation>
    </message>
    <message>
        <source>Group: %1</source>
        <translation>Gruppiert: %1</translation>
    </message>
</context>
<context>
    <name>steward::views::LogDetail</name>
    <message>
        <source>Log record</source>
        <translation>Protokolleintrag</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Show context</source>
        <translation>Umgebung zeigen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Something was left out: the record is longer than what is kept of one.</source>
        <translation>Etwas wurde weggelassen: Der Eintrag ist länger, als von einem aufbewahrt wird.</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Attribute</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>Keine.</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Lines before and after the record</source>
        <translation>Zeilen vor und nach dem Eintrag</translation>
    </message>
    <message>
        <source>%1, %2 UTC</source>
        <translation>%1, %2 UTC</translation>
    </message>
    <message>
        <source>What the same service said before and after: press Show context.</source>
        <translation>Was derselbe Dienst davor und danach meldete: „Umgebung zeigen“.</translation>
    </message>
    <message>
        <source>Only records with %1 %2</source>
        <translation>Nur Einträge mit %1 %2</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>Trace</translation>
    </message>
    <message>
        <source>Span</source>
        <translation>Span</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>The context could not be read: %1</source>
        <translation>Die Umgebung konnte nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>%1 before and %2 after, of the same service and tenant within a day.%3</source>
        <translation>%1 davor und %2 danach, vom selben Dienst und Mandanten innerhalb eines Tages.%3</translation>
    </message>
    <message>
        <source> There are more.</source>
        <translation> Es gibt weitere.</translation>
    </message>
</context>
<context>
    <name>steward::views::LogSearchBar</name>
    <message>
        <source>Last 15 minutes</source>
        <translation>Letzte 15 Minuten</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Letzte 24 Stunden</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>All that is kept</source>
        <translation>Alles, was aufbewahrt wird</translation>
    </message>
    <message>
        <source>Words, or a filter: severity=error;service=billing;search~timeout</source>
        <translation>Wörter oder ein Filter: severity=error;service=billing;search~timeout</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>Only of the tenant %1; press to see all</source>
        <translation>Nur vom Mandanten %1; drücken, um alle zu sehen</translation>
    </message>
    <message>
        <source>Search in logs</source>
        <translation>In den Protokollen suchen</translation>
    </message>
    <message>
        <source>Range of time</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Severity %1</source>
        <translation>Schweregrad %1</translation>
    </message>
</context>
<context>
    <name>steward::views::LogTailTable</name>
    <message>
        <source>Records are missing here (%1). Search to find them.</source>
        <translation>Hier fehlen Einträge (%1). Die Suche findet sie.</translation>
    </message>
    <message numerus="yes">
        <source>%n more record(s) are not shown here (%1). Search to find them.</source>
        <translation>
            <numerusform>Ein weiterer Eintrag wird hier nicht gezeigt (%1). Die Suche findet ihn.</numerusform>
            <numerusform>%n weitere Einträge werden hier nicht gezeigt (%1). Die Suche findet sie.</numerusform>
        </translation>
    </message>
    <message>
        <source>Gap</source>
        <translation>Lücke</translation>
    </message>
</context>
<context>
    <name>steward::views::LogoField</name>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>SVG, PNG or JPEG, 64 px high or more. Drop a file here.</source>
        <translation>SVG, PNG oder JPEG, mindestens 64 px hoch. Legen Sie hier eine Datei ab.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen …</translation>
    </message>
    <message>
        <source>Choose a logo file</source>
        <translation>Logodatei auswählen</translation>
    </message>
    <message>
        <source>Remove the logo</source>
        <translation>Logo entfernen</translation>
    </message>
    <message>
        <source>This file cannot be used as a logo: %1.</source>
        <translation>Diese Datei kann nicht als Logo verwendet werden: %1.</translation>
    </message>
    <message>
        <source>Choose a logo</source>
        <translation>Logo auswählen</translation>
    </message>
    <message>
        <source>Pictures (*.svg *.png *.jpg *.jpeg)</source>
        <translation>Bilder (*.svg *.png *.jpg *.jpeg)</translation>
    </message>
</context>
<context>
    <name>steward::views::LogsPage</name>
    <message>
        <source>Logs</source>
        <translation>Protokolle</translation>
    </message>
    <message>
        <source>Could not read the logs</source>
        <translation>Die Protokolle konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>Search older</source>
        <translation>Ältere suchen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Show context</source>
        <translation>Umgebung zeigen</translation>
    </message>
    <message>
        <source>Only %1</source>
        <translation>Nur %1</translation>
    </message>
    <message>
        <source>Log records as they arrive</source>
        <translation>Protokolleinträge, wie sie eintreffen</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Mitlesen</translation>
    </message>
    <message>
        <source>Follow what arrives</source>
        <translation>Mitlesen, was eintrifft</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>All records that the search finds, as CSV or JSON</source>
        <translation>Alle Einträge, die die Suche findet, als CSV oder JSON</translation>
    </message>
    <message>
        <source>Follow logs</source>
        <translation>Protokolle mitlesen</translation>
    </message>
    <message>
        <source>Pause or resume logs</source>
        <translation>Protokolle anhalten oder fortsetzen</translation>
    </message>
    <message>
        <source>Export logs…</source>
        <translation>Protokolle exportieren …</translation>
    </message>
    <message>
        <source>The search took too long and ended at %1, %2. What is older was not looked at.</source>
        <translation>Die Suche dauerte zu lange und endete bei %1, %2. Was älter ist, wurde nicht angesehen.</translation>
    </message>
    <message>
        <source>Nothing older was found</source>
        <translation>Nichts Älteres gefunden</translation>
    </message>
    <message>
        <source>No log records here</source>
        <translation>Keine Protokolleinträge</translation>
    </message>
    <message>
        <source>Services send theirs over OpenTelemetry (OTLP).</source>
        <translation>Dienste senden ihre über OpenTelemetry (OTLP).</translation>
    </message>
    <message>
        <source>Nothing in this range of time fits the search.</source>
        <translation>In diesem Zeitraum passt nichts zur Suche.</translation>
    </message>
    <message>
        <source>Look through all that is kept</source>
        <translation>Alles durchsuchen, was aufbewahrt wird</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>Paused. Nothing has come since.</source>
        <translation>Angehalten. Seither ist nichts gekommen.</translation>
    </message>
    <message numerus="yes">
        <source>Paused. %n row(s) have come since.</source>
        <translation>
            <numerusform>Angehalten. Seither ist eine Zeile gekommen.</numerusform>
            <numerusform>Angehalten. Seither sind %n Zeilen gekommen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting for log records</source>
        <translation>Warten auf Protokolleinträge</translation>
    </message>
    <message>
        <source>What arrives and fits the search is shown here.</source>
        <translation>Hier steht, was eintrifft und zur Suche passt.</translation>
    </message>
    <message>
        <source>Following, the latest %1 records are shown</source>
        <translation>Mitlesen, die neuesten %1 Einträge werden gezeigt</translation>
    </message>
    <message>
        <source>Export logs</source>
        <translation>Protokolle exportieren</translation>
    </message>
    <message>
        <source>CSV (*.csv);;JSON (*.json)</source>
        <translation>CSV (*.csv);;JSON (*.json)</translation>
    </message>
    <message>
        <source>The log record could not be read</source>
        <translation>Der Protokolleintrag konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>All logs</source>
        <translation>Alle Protokolle</translation>
    </message>
    <message>
        <source>Declined cards</source>
        <translation>Abgelehnte Karten</translation>
    </message>
</context>
<context>
    <name>steward::views::LogsTable</name>
    <message>
        <source>d MMM</source>
        <extracomment>how a day of this year is written</extracomment>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>Trace</translation>
    </message>
    <message>
        <source>Debug</source>
        <translation>Debug</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Fatal</source>
        <translation>Fatal</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schweregrad</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
</context>
<context>
    <name>steward::views::MergeDialog</name>
    <message>
        <source>Only you</source>
        <comment>changed this field</comment>
        <translation>Nur Sie</translation>
    </message>
    <message>
        <source>Only they</source>
        <comment>changed this field</comment>
        <translation>Nur andere</translation>
    </message>
    <message>
        <source>Both, alike</source>
        <comment>changed this field</comment>
        <translation>Beide, gleich</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>Konflikt</translation>
    </message>
    <message>
        <source>%1 was changed meanwhile</source>
        <translation>%1 wurde zwischenzeitlich geändert</translation>
    </message>
    <message>
        <source>Preview…</source>
        <translation>Vorschau …</translation>
    </message>
    <message>
        <source>Somebody else saved it while you were working on it. Nothing of yours is saved yet.</source>
        <translation>Jemand anderes hat gespeichert, während Sie daran gearbeitet haben. Von Ihnen ist noch nichts gespeichert.</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Before</source>
        <comment>both changes</comment>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>Andere Fassung</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>Eigene Fassung</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Overwrite theirs…</source>
        <translation>Andere überschreiben …</translation>
    </message>
    <message>
        <source>Saves all of yours and gives up all of theirs. The audit log says so.</source>
        <translation>Speichert die ganze eigene Fassung und gibt die andere auf. Das Prüfprotokoll hält das fest.</translation>
    </message>
    <message>
        <source>%1, theirs: %2</source>
        <translation>%1, andere Fassung: %2</translation>
    </message>
    <message>
        <source>%1, yours: %2</source>
        <translation>%1, eigene Fassung: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) to decide</source>
        <translation>
            <numerusform>Noch %n Feld zu entscheiden</numerusform>
            <numerusform>Noch %n Felder zu entscheiden</numerusform>
        </translation>
    </message>
    <message>
        <source>All fields are decided.</source>
        <translation>Alle Felder sind entschieden.</translation>
    </message>
</context>
<context>
    <name>steward::views::OpenSupport</name>
    <message>
        <source>Open support access</source>
        <translation>Offene Support-Zugriffe</translation>
    </message>
    <message>
        <source>%1 asks to come in</source>
        <translation>%1 bittet um Zugriff</translation>
    </message>
    <message>
        <source>%1 may act here</source>
        <translation>%1 darf hier handeln</translation>
    </message>
    <message>
        <source>%1 waits for %2</source>
        <translation>%1 wartet auf %2</translation>
    </message>
    <message>
        <source>%1 may act within %2</source>
        <translation>%1 darf in %2 handeln</translation>
    </message>
    <message>
        <source>Waiting for %1 to answer</source>
        <translation>%1 hat noch nicht geantwortet</translation>
    </message>
    <message>
        <source>You may act within %1</source>
        <translation>Sie dürfen in %1 handeln</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>für %1</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>With the rights of: %1, %2. Reason: %3</source>
        <translation>Mit den Rechten von: %1, %2. Grund: %3</translation>
    </message>
</context>
<context>
    <name>steward::views::OverviewPage</name>
    <message numerus="yes">
        <source>%n alert(s) firing</source>
        <translation>
            <numerusform>%n Alarm ist aktiv</numerusform>
            <numerusform>%n Alarme sind aktiv</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) failed since yesterday</source>
        <translation>
            <numerusform>%n Auftrag ist seit gestern gescheitert</numerusform>
            <numerusform>%n Aufträge sind seit gestern gescheitert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) for support access</source>
        <translation>
            <numerusform>%n Anfrage nach Support-Zugang</numerusform>
            <numerusform>%n Anfragen nach Support-Zugang</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tenant(s) past due</source>
        <translation>
            <numerusform>%n Mandant überfällig</numerusform>
            <numerusform>%n Mandanten überfällig</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tenant(s) near a limit</source>
        <translation>
            <numerusform>%n Mandant nahe an einer Grenze</numerusform>
            <numerusform>%n Mandanten nahe an einer Grenze</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n trial(s)</source>
        <translation>
            <numerusform>%n Probezeit</numerusform>
            <numerusform>%n Probezeiten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n invitation(s) not answered</source>
        <translation>
            <numerusform>%n Einladung ohne Antwort</numerusform>
            <numerusform>%n Einladungen ohne Antwort</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s) on this computer</source>
        <translation>
            <numerusform>%n Entwurf auf diesem Computer</numerusform>
            <numerusform>%n Entwürfe auf diesem Computer</numerusform>
        </translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Waits for you</source>
        <translation>Wartet auf Sie</translation>
    </message>
    <message>
        <source>The platform</source>
        <translation>Die Plattform</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>Was sich geändert hat</translation>
    </message>
    <message>
        <source>Open the audit log</source>
        <translation>Audit-Protokoll öffnen</translation>
    </message>
    <message>
        <source>Your role does not show the audit log.</source>
        <translation>Ihre Rolle zeigt das Audit-Protokoll nicht.</translation>
    </message>
    <message>
        <source>Read everything again</source>
        <translation>Alles neu einlesen</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>req/s</source>
        <translation>Anfr./s</translation>
    </message>
    <message>
        <source>Error rate</source>
        <translation>Fehlerrate</translation>
    </message>
    <message>
        <source>Latency, p95</source>
        <translation>Latenz, p95</translation>
    </message>
    <message>
        <source>Active sessions</source>
        <translation>Aktive Sitzungen</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>Nicht bereit</translation>
    </message>
    <message>
        <source>Asking</source>
        <translation>Wird gefragt</translation>
    </message>
    <message>
        <source>All well</source>
        <translation>Alles in Ordnung</translation>
    </message>
    <message>
        <source>Degraded</source>
        <translation>Eingeschränkt</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Not live: what is shown may be old</source>
        <translation>Nicht live: was zu sehen ist, kann alt sein</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>Funktioniert</translation>
    </message>
    <message>
        <source>Error budget, burn rate of the last hour</source>
        <extracomment>how many times faster than allowed the error budget is used up</extracomment>
        <translation>Fehlerbudget, Verbrauchsrate der letzten Stunde</translation>
    </message>
    <message>
        <source>%1×</source>
        <translation>%1×</translation>
    </message>
    <message>
        <source>No data</source>
        <translation>Keine Daten</translation>
    </message>
    <message>
        <source>The platform has not answered yet.</source>
        <translation>Die Plattform hat noch nicht geantwortet.</translation>
    </message>
    <message>
        <source>Nothing waits for you.</source>
        <translation>Nichts wartet auf Sie.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>No components are watched yet</source>
        <translation>Noch werden keine Komponenten beobachtet</translation>
    </message>
    <message>
        <source>Alerts firing</source>
        <translation>Alarme, die ausgelöst sind</translation>
    </message>
    <message>
        <source>Error budget burns</source>
        <translation>Fehlerbudget wird verbraucht</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Asking how components are…</source>
        <translation>Zustand der Komponenten wird abgefragt …</translation>
    </message>
    <message>
        <source>Something is down</source>
        <translation>Etwas ist ausgefallen</translation>
    </message>
</context>
<context>
    <name>steward::views::Page</name>
    <message>
        <source>Offline. Changes need a connection to the platform.</source>
        <translation>Offline. Änderungen brauchen eine Verbindung zur Plattform.</translation>
    </message>
    <message>
        <source>Your role does not allow this.</source>
        <translation>Ihre Rolle erlaubt das nicht.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>steward::views::Palette</name>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Search or run a command</source>
        <translation>Suchen oder Befehl ausführen</translation>
    </message>
    <message>
        <source>Type a command, or paste an id, e-mail or domain</source>
        <translation>Befehl eingeben oder eine ID, E-Mail oder Domain einfügen</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Bewegen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Weitere Aktionen</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>Exactly this</source>
        <translation>Genauer Treffer</translation>
    </message>
    <message>
        <source>Found on the platform</source>
        <translation>Auf der Plattform gefunden</translation>
    </message>
    <message>
        <source>Actions on %1</source>
        <translation>Aktionen für %1</translation>
    </message>
    <message>
        <source>Change plan…</source>
        <translation>Tarif ändern …</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>ID kopieren</translation>
    </message>
    <message>
        <source>Id of %1 copied</source>
        <translation>ID von %1 kopiert</translation>
    </message>
    <message>
        <source>shows a plan first</source>
        <translation>zeigt zuerst einen Änderungsplan</translation>
    </message>
    <message>
        <source>Suspend…</source>
        <translation>Sperren …</translation>
    </message>
    <message>
        <source>Resume…</source>
        <translation>Entsperren …</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Audit entries with this id</source>
        <translation>Einträge im Prüfprotokoll mit dieser ID</translation>
    </message>
    <message>
        <source>Branding of %1</source>
        <translation>Branding von %1</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>1 result</source>
        <translation>1 Ergebnis</translation>
    </message>
    <message>
        <source>%1 results</source>
        <translation>%1 Ergebnisse</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>%1 in %2 ms</source>
        <translation>%1 in %2 ms</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>New window</source>
        <translation>Neues Fenster</translation>
    </message>
</context>
<context>
    <name>steward::views::PanelCard</name>
    <message>
        <source>Panel %1</source>
        <translation>Feld %1</translation>
    </message>
</context>
<context>
    <name>steward::views::PanelEditor</name>
    <message>
        <source>Panel</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>As needed</source>
        <translation>Nach Bedarf</translation>
    </message>
    <message>
        <source>By the data</source>
        <translation>Nach den Daten</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Behind the figure</source>
        <translation>Hinter der Zahl</translation>
    </message>
    <message>
        <source>Decimals</source>
        <translation>Nachkommastellen</translation>
    </message>
    <message>
        <source>Lowest of the axis</source>
        <translation>Kleinster Wert der Achse</translation>
    </message>
    <message>
        <source>Highest of the axis</source>
        <translation>Größter Wert der Achse</translation>
    </message>
    <message>
        <source>What it shows</source>
        <translation>Was es zeigt</translation>
    </message>
    <message>
        <source>Add series</source>
        <translation>Reihe hinzufügen</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>Schwellen</translation>
    </message>
    <message>
        <source>Add threshold</source>
        <translation>Schwelle hinzufügen</translation>
    </message>
    <message>
        <source>In the legend</source>
        <translation>In der Legende</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Reihe</translation>
    </message>
    <message>
        <source>Name in the legend</source>
        <translation>Name in der Legende</translation>
    </message>
    <message>
        <source>Computed</source>
        <translation>Berechnet</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Chosen tenant</source>
        <translation>Gewählter Mandant</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Remove the series</source>
        <translation>Reihe entfernen</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Value of the threshold</source>
        <translation>Wert der Schwelle</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>Level of the threshold</source>
        <translation>Stufe der Schwelle</translation>
    </message>
    <message>
        <source>Name of the threshold</source>
        <translation>Name der Schwelle</translation>
    </message>
    <message>
        <source>Remove the threshold</source>
        <translation>Schwelle entfernen</translation>
    </message>
</context>
<context>
    <name>steward::views::PermissionChoice</name>
    <message>
        <source>You may not do this yourself, so you cannot give it.</source>
        <translation>Sie dürfen dies selbst nicht und können es deshalb nicht vergeben.</translation>
    </message>
</context>
<context>
    <name>steward::views::PermissionFacts</name>
    <message>
        <source>%1: yes</source>
        <translation>%1: ja</translation>
    </message>
    <message>
        <source>%1: no</source>
        <translation>%1: nein</translation>
    </message>
</context>
<context>
    <name>steward::views::PersonPicker</name>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Choose a person</source>
        <translation>Person wählen</translation>
    </message>
    <message>
        <source>Find a person</source>
        <translation>Person suchen</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>steward::views::Picker</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>steward::views::PivotModel</name>
    <message>
        <source>All</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Total, %1</source>
        <translation>Summe, %1</translation>
    </message>
</context>
<context>
    <name>steward::views::PlanActions</name>
    <message>
        <source>The draft was not kept</source>
        <translation>Der Entwurf wurde nicht gespeichert</translation>
    </message>
    <message>
        <source>%1: kept as a draft until the platform is back</source>
        <translation>%1: als Entwurf gespeichert, bis die Plattform wieder da ist</translation>
    </message>
    <message>
        <source>Show drafts</source>
        <translation>Entwürfe zeigen</translation>
    </message>
    <message>
        <source>Nothing of yours was left to save</source>
        <translation>Von Ihren Änderungen blieb nichts zu speichern</translation>
    </message>
    <message>
        <source>Keep as draft</source>
        <translation>Als Entwurf speichern</translation>
    </message>
    <message>
        <source>%1 saved this a moment ago.</source>
        <translation>%1 hat dies gerade eben gespeichert.</translation>
    </message>
</context>
<context>
    <name>steward::views::PlanConfirm</name>
    <message>
        <source>Reason, kept in the audit log</source>
        <translation>Grund, wird im Prüfprotokoll festgehalten</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Zum Bestätigen</translation>
    </message>
    <message>
        <source>to confirm</source>
        <translation>eingeben</translation>
    </message>
    <message>
        <source>Reason, kept in the audit log (optional)</source>
        <translation>Grund, wird im Prüfprotokoll festgehalten (optional)</translation>
    </message>
    <message>
        <source>Type %1 to confirm</source>
        <translation>Zum Bestätigen %1 eingeben</translation>
    </message>
    <message>
        <source>Go on when some fail</source>
        <translation>Bei Fehlern weitermachen</translation>
    </message>
    <message>
        <source>Otherwise it stops after 3 failures. What failed can be tried again.</source>
        <translation>Sonst hält es nach 3 Fehlern an. Fehlgeschlagenes lässt sich erneut versuchen.</translation>
    </message>
</context>
<context>
    <name>steward::views::PlanDialog</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig machen</translation>
    </message>
    <message>
        <source>Puts back what was there before. What was changed since is left out.</source>
        <translation>Stellt wieder her, was vorher da war. Seither Geändertes bleibt ausgenommen.</translation>
    </message>
    <message>
        <source>Changes of this plan</source>
        <translation>Änderungen dieses Änderungsplans</translation>
    </message>
    <message>
        <source>Recalculate</source>
        <translation>Neu berechnen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Will change</source>
        <translation>Wird geändert</translation>
    </message>
    <message>
        <source>Changed meanwhile</source>
        <translation>Zwischenzeitlich geändert</translation>
    </message>
    <message>
        <source>Excluded</source>
        <translation>Ausgeschlossen</translation>
    </message>
    <message>
        <source>Find in the plan</source>
        <translation>Im Änderungsplan suchen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Working out what would change. Nothing has changed yet.</source>
        <translation>Es wird ermittelt, was sich ändern würde. Noch wurde nichts geändert.</translation>
    </message>
    <message>
        <source>This cannot be planned</source>
        <translation>Das lässt sich nicht planen</translation>
    </message>
    <message>
        <source>Could not load the changes</source>
        <translation>Die Änderungen konnten nicht geladen werden</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>Hier ist nichts</translation>
    </message>
    <message>
        <source>The plan has no such entities.</source>
        <translation>Der Änderungsplan enthält keine solchen Objekte.</translation>
    </message>
    <message>
        <source>Recalculating…</source>
        <translation>Wird neu berechnet …</translation>
    </message>
    <message>
        <source>Plan %1 made at %2, valid for another %3. Nothing has changed yet.</source>
        <translation>Änderungsplan %1, erstellt um %2, noch %3 gültig. Noch wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Plan %1 has expired. Recalculate it. Nothing has changed yet.</source>
        <translation>Änderungsplan %1 ist abgelaufen. Berechnen Sie ihn neu. Noch wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Applying…</source>
        <translation>Wird angewendet …</translation>
    </message>
    <message>
        <source>Nothing would change.</source>
        <translation>Nichts würde sich ändern.</translation>
    </message>
    <message>
        <source>Can be undone from Audit. Runs as a job; stops after 3 failures.</source>
        <translation>Lässt sich im Prüfprotokoll rückgängig machen. Läuft als Auftrag; hält nach 3 Fehlern an.</translation>
    </message>
    <message>
        <source>Cannot be undone. Runs as a job; stops after 3 failures.</source>
        <translation>Lässt sich nicht rückgängig machen. Läuft als Auftrag; hält nach 3 Fehlern an.</translation>
    </message>
    <message>
        <source>%1 of %2 done. You may close this; it goes on as a job.</source>
        <translation>%1 von %2 erledigt. Sie können dies schließen; es läuft als Auftrag weiter.</translation>
    </message>
    <message>
        <source>, %1 failed</source>
        <translation>, %1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1: nothing was changed</source>
        <translation>%1: nichts wurde geändert</translation>
    </message>
    <message>
        <source>%1 of %2 changed, %3 failed, %4 not started.</source>
        <translation>%1 von %2 geändert, %3 fehlgeschlagen, %4 nicht begonnen.</translation>
    </message>
    <message>
        <source>%1 could not be changed; each is named with its cause.</source>
        <translation>Für %1 schlug die Änderung fehl; die Ursache ist jeweils angegeben.</translation>
    </message>
    <message>
        <source>Partly applied</source>
        <translation>Teilweise angewendet</translation>
    </message>
    <message>
        <source>Retry plans those that failed again. What was changed can be undone from Audit.</source>
        <translation>„Erneut versuchen“ plant die fehlgeschlagenen noch einmal. Was geändert wurde, lässt sich im Prüfprotokoll rückgängig machen.</translation>
    </message>
    <message>
        <source>Can be undone from Audit. Runs as a job; goes on whatever fails.</source>
        <translation>Lässt sich im Prüfprotokoll rückgängig machen. Läuft als Auftrag; macht auch bei Fehlern weiter.</translation>
    </message>
    <message>
        <source>Cannot be undone. Runs as a job; goes on whatever fails.</source>
        <translation>Lässt sich nicht rückgängig machen. Läuft als Auftrag; macht auch bei Fehlern weiter.</translation>
    </message>
</context>
<context>
    <name>steward::views::PlanFigures</name>
    <message>
        <source>selected</source>
        <translation>ausgewählt</translation>
    </message>
    <message>
        <source>will change</source>
        <translation>werden geändert</translation>
    </message>
    <message>
        <source>excluded</source>
        <translation>ausgeschlossen</translation>
    </message>
    <message>
        <source>changed meanwhile</source>
        <translation>zwischenzeitlich geändert</translation>
    </message>
    <message>
        <source>sessions end</source>
        <translation>Sitzungen enden</translation>
    </message>
    <message>
        <source>API keys end</source>
        <translation>API-Schlüssel enden</translation>
    </message>
    <message>
        <source>invoices change</source>
        <translation>Rechnungen ändern sich</translation>
    </message>
    <message>
        <source>%1 selected, %2 will change, %3 of them new, %4 excluded, %5 changed meanwhile, %6 sessions end, %7 API keys end, %8 invoices change</source>
        <translation>%1 ausgewählt, %2 werden geändert, davon %3 neu, %4 ausgeschlossen, %5 inzwischen geändert, %6 Sitzungen enden, %7 API-Schlüssel enden, %8 Rechnungen ändern sich</translation>
    </message>
    <message>
        <source>of them new</source>
        <comment>of those that will change</comment>
        <translation>davon neu</translation>
    </message>
</context>
<context>
    <name>steward::views::PlanTable</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>Vorher und nachher</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <translation>%1: %2 → %3</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>name (kind)</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>overwrites a change %1</source>
        <comment>by whom and when</comment>
        <translation>überschreibt eine Änderung: %1</translation>
    </message>
    <message>
        <source>new</source>
        <comment>is not there yet</comment>
        <translation>neu</translation>
    </message>
</context>
<context>
    <name>steward::views::PreviewPane</name>
    <message>
        <source>Preview of</source>
        <translation>Vorschau von</translation>
    </message>
    <message>
        <source>Sign-in page</source>
        <translation>Anmeldeseite</translation>
    </message>
    <message>
        <source>Width of the preview</source>
        <translation>Breite der Vorschau</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>Computer</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Preview of the draft, 100 %</source>
        <translation>Vorschau des Entwurfs, 100 %</translation>
    </message>
    <message>
        <source>Sign-in page with this brand</source>
        <translation>Anmeldeseite mit diesem Branding</translation>
    </message>
    <message>
        <source>The preview could not be made</source>
        <translation>Die Vorschau konnte nicht erstellt werden</translation>
    </message>
</context>
<context>
    <name>steward::views::RecipientsField</name>
    <message>
        <source>Add a recipient</source>
        <translation>Empfänger hinzufügen</translation>
    </message>
    <message>
        <source>E-mail or folder</source>
        <translation>E-Mail oder Ordner</translation>
    </message>
    <message>
        <source>An e-mail address, or a folder of the platform such as finance/monthly</source>
        <translation>Eine E-Mail-Adresse oder ein Ordner der Plattform wie finance/monthly</translation>
    </message>
    <message>
        <source>%1. Press Delete to remove</source>
        <translation>%1. Entf entfernt ihn</translation>
    </message>
</context>
<context>
    <name>steward::views::ReportExport</name>
    <message>
        <source>Exporting</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%1 von %2 Zeilen</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <source>%1 written, %2 rows, %3</source>
        <translation>%1 geschrieben, %2 Zeilen, %3</translation>
    </message>
    <message>
        <source>Export cancelled. Nothing was written.</source>
        <translation>Export abgebrochen. Nichts wurde geschrieben.</translation>
    </message>
</context>
<context>
    <name>steward::views::ReportsPage</name>
    <message>
        <source>Name of the report</source>
        <translation>Name des Berichts</translation>
    </message>
    <message>
        <source>Saved reports</source>
        <translation>Gespeicherte Berichte</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Run the report (Ctrl+Enter)</source>
        <translation>Bericht ausführen (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Run on</source>
        <translation>Ausführen auf</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>Momentaufnahme</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>Diagramm</translation>
    </message>
    <message>
        <source>Table and chart</source>
        <translation>Tabelle und Diagramm</translation>
    </message>
    <message>
        <source>Offline: reports run on the snapshot.</source>
        <translation>Offline: Berichte laufen auf der Momentaufnahme.</translation>
    </message>
    <message>
        <source>Running…</source>
        <translation>Läuft …</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%1 von %2 Zeilen</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <source>Nothing to show yet</source>
        <translation>Noch nichts zu zeigen</translation>
    </message>
    <message>
        <source>Put a measure or a dimension on a shelf, then run.</source>
        <translation>Ziehen Sie eine Kennzahl oder Dimension in eine Ablage und führen Sie den Bericht aus.</translation>
    </message>
    <message>
        <source>The report could not be run</source>
        <translation>Der Bericht konnte nicht ausgeführt werden</translation>
    </message>
    <message>
        <source>Ready to run</source>
        <translation>Bereit zum Ausführen</translation>
    </message>
    <message>
        <source>Press Run, or Ctrl+Enter.</source>
        <translation>Klicken Sie auf „Ausführen“ oder drücken Sie Strg+Eingabe.</translation>
    </message>
    <message>
        <source>Changed since this result</source>
        <translation>Seit diesem Ergebnis geändert</translation>
    </message>
    <message>
        <source>Complete: %1 of %1 rows</source>
        <translation>Vollständig: %1 von %1 Zeilen</translation>
    </message>
    <message>
        <source>Partial: %1 of %2 groups</source>
        <translation>Teilweise: %1 von %2 Gruppen</translation>
    </message>
    <message>
        <source>%1 rows in %2 lines</source>
        <translation>%1 Datenzeilen in %2 Ergebniszeilen</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>Noch nicht gespeichert</translation>
    </message>
    <message>
        <source>Changed since it was saved</source>
        <translation>Seit dem Speichern geändert</translation>
    </message>
    <message>
        <source>Saved %1 by %2</source>
        <translation>Gespeichert am %1 von %2</translation>
    </message>
    <message>
        <source>Snapshot %1, %2</source>
        <translation>Momentaufnahme %1, %2</translation>
    </message>
    <message>
        <source>No snapshot</source>
        <translation>Keine Momentaufnahme</translation>
    </message>
    <message>
        <source>Take a snapshot first.</source>
        <translation>Erstellen Sie zuerst eine Momentaufnahme.</translation>
    </message>
    <message>
        <source>Taking the snapshot…</source>
        <translation>Momentaufnahme wird erstellt …</translation>
    </message>
    <message>
        <source>Export the complete result</source>
        <translation>Vollständiges Ergebnis exportieren</translation>
    </message>
    <message>
        <source>UTF-8, one row per group and column</source>
        <translation>UTF-8, eine Zeile je Gruppe und Spalte</translation>
    </message>
    <message>
        <source>Pivot layout, frozen header, number formats</source>
        <translation>Pivot-Anordnung, fixierter Kopf, Zahlenformate</translation>
    </message>
    <message>
        <source>Table and chart, A4 landscape</source>
        <translation>Tabelle und Diagramm, A4 quer</translation>
    </message>
    <message>
        <source>Rows with field types</source>
        <translation>Zeilen mit Feldtypen</translation>
    </message>
    <message>
        <source>Export as %1: %2</source>
        <translation>Als %1 exportieren: %2</translation>
    </message>
    <message>
        <source>Add filters, row count and data time</source>
        <translation>Filter, Zeilenzahl und Datenstand hinzufügen</translation>
    </message>
    <message>
        <source>Underlying %1 rows instead of groups</source>
        <translation>Zugrunde liegende %1 Zeilen statt Gruppen</translation>
    </message>
    <message>
        <source>Underlying rows instead of groups</source>
        <translation>Zugrunde liegende Zeilen statt Gruppen</translation>
    </message>
    <message>
        <source>Export as</source>
        <translation>Exportieren als</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>MRR by region and plan</source>
        <translation>MRR nach Region und Tarif</translation>
    </message>
    <message>
        <source>All rows</source>
        <translation>Alle Zeilen</translation>
    </message>
    <message>
        <source>Rows of a list</source>
        <translation>Zeilen einer Liste</translation>
    </message>
    <message>
        <source>The report was not opened</source>
        <translation>Der Bericht wurde nicht geöffnet</translation>
    </message>
    <message>
        <source>Run report</source>
        <translation>Bericht ausführen</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Open a saved report…</source>
        <translation>Gespeicherten Bericht öffnen …</translation>
    </message>
    <message>
        <source>Export report as %1…</source>
        <translation>Bericht als %1 exportieren …</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>Rückgängig (Strg+Z)</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Shift+Z)</source>
        <translation>Wiederholen (Strg+Umschalt+Z)</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Fassungen</translation>
    </message>
    <message>
        <source>More of this report</source>
        <translation>Mehr zu diesem Bericht</translation>
    </message>
    <message>
        <source>Calculated field…</source>
        <translation>Berechnetes Feld …</translation>
    </message>
    <message>
        <source>Parameters…</source>
        <translation>Parameter …</translation>
    </message>
    <message>
        <source>Filter as text…</source>
        <translation>Filter als Text …</translation>
    </message>
    <message>
        <source>Cells that stand out…</source>
        <translation>Hervortretende Zellen …</translation>
    </message>
    <message>
        <source>Lines, days and weeks…</source>
        <translation>Zeilen, Tage und Wochen …</translation>
    </message>
    <message>
        <source>Preview while building</source>
        <translation>Vorschau beim Bauen</translation>
    </message>
    <message>
        <source>Show the SQL…</source>
        <translation>SQL zeigen …</translation>
    </message>
    <message>
        <source>Save as a new report</source>
        <translation>Als neuen Bericht speichern</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>Ordner …</translation>
    </message>
    <message>
        <source>Share…</source>
        <translation>Teilen …</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1 different</source>
        <translation>%1 verschiedene</translation>
    </message>
    <message>
        <source>In the first %1 rows:</source>
        <translation>In den ersten %1 Zeilen:</translation>
    </message>
    <message>
        <source>In all rows:</source>
        <translation>In allen Zeilen:</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Show the rows…</source>
        <translation>Zeilen zeigen …</translation>
    </message>
    <message>
        <source>Drill down by</source>
        <translation>Aufgliedern nach</translation>
    </message>
    <message>
        <source>Only this in the report</source>
        <translation>Nur dies im Bericht</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>It cannot be narrowed down to this cell</source>
        <translation>Auf diese Zelle lässt er sich nicht eingrenzen</translation>
    </message>
    <message>
        <source>Preview: the first %1 rows that match</source>
        <translation>Vorschau: die ersten %1 passenden Zeilen</translation>
    </message>
    <message>
        <source>Run for all; %1</source>
        <translation>Für alle ausführen; %1</translation>
    </message>
    <message>
        <source>One object a row</source>
        <translation>Ein Objekt je Zeile</translation>
    </message>
    <message>
        <source>One page for any browser, light or dark</source>
        <translation>Eine Seite für jeden Browser, hell oder dunkel</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig machen</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>New calculated field…</source>
        <translation>Neues berechnetes Feld …</translation>
    </message>
    <message>
        <source>Filter the report as text…</source>
        <translation>Bericht als Text filtern …</translation>
    </message>
    <message>
        <source>Show the SQL of the report…</source>
        <translation>SQL des Berichts zeigen …</translation>
    </message>
    <message>
        <source>Versions of the report…</source>
        <translation>Fassungen des Berichts …</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <extracomment>how long a report ran</extracomment>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>ran in %1 on the snapshot, %2</source>
        <translation>lief %1 auf der Momentaufnahme, %2</translation>
    </message>
    <message>
        <source>ran in %1 on the platform, %2</source>
        <translation>lief %1 auf der Plattform, %2</translation>
    </message>
</context>
<context>
    <name>steward::views::RequestsChart</name>
    <message>
        <source>Requests of the last 24 hours by the hour, at most %1</source>
        <translation>Anfragen der letzten 24 Stunden nach Stunden, höchstens %1</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
</context>
<context>
    <name>steward::views::RoleForm</name>
    <message>
        <source>Edit the role %1</source>
        <translation>Rolle %1 bearbeiten</translation>
    </message>
    <message>
        <source>New role</source>
        <translation>Neue Rolle</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Create role</source>
        <translation>Rolle anlegen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>What it is for, for those who give it</source>
        <translation>Wofür sie da ist, für die, die sie vergeben</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Rechte</translation>
    </message>
    <message numerus="yes">
        <source>%n user(s) have it; it changes for all of them at once.</source>
        <translation>
            <numerusform>%n Benutzer hat sie; sie ändert sich sofort.</numerusform>
            <numerusform>%n Benutzer haben sie; sie ändert sich für alle sofort.</numerusform>
        </translation>
    </message>
    <message>
        <source>A role needs a name</source>
        <translation>Eine Rolle braucht einen Namen</translation>
    </message>
    <message>
        <source>Choose at least one</source>
        <translation>Wählen Sie mindestens eines</translation>
    </message>
</context>
<context>
    <name>steward::views::RoleSelect</name>
    <message>
        <source>Above your own rights</source>
        <translation>Über Ihren eigenen Rechten</translation>
    </message>
</context>
<context>
    <name>steward::views::RoleSharing</name>
    <message>
        <source>sees it</source>
        <translation>sieht es</translation>
    </message>
    <message>
        <source>changes it</source>
        <translation>ändert es</translation>
    </message>
    <message>
        <source>%1 sees it</source>
        <translation>%1 sieht es</translation>
    </message>
    <message>
        <source>%1 changes it</source>
        <translation>%1 ändert es</translation>
    </message>
</context>
<context>
    <name>steward::views::RolesPage</name>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Could not load roles</source>
        <translation>Rollen konnten nicht geladen werden</translation>
    </message>
    <message>
        <source>Platform&apos;s roles</source>
        <translation>Rollen der Plattform</translation>
    </message>
    <message>
        <source>New role</source>
        <translation>Neue Rolle</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten …</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen …</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Rechte</translation>
    </message>
    <message>
        <source>New role…</source>
        <translation>Neue Rolle …</translation>
    </message>
    <message>
        <source>Edit role…</source>
        <translation>Rolle bearbeiten …</translation>
    </message>
    <message>
        <source>Delete role…</source>
        <translation>Rolle löschen …</translation>
    </message>
    <message>
        <source>Built-in roles stay as they are. Make a custom role instead.</source>
        <translation>Eingebaute Rollen bleiben, wie sie sind. Legen Sie stattdessen eine eigene Rolle an.</translation>
    </message>
    <message numerus="yes">
        <source>%n user(s) have it. Give them another role first.</source>
        <translation>
            <numerusform>%n Benutzer hat sie. Geben Sie zuerst eine andere Rolle.</numerusform>
            <numerusform>%n Benutzer haben sie. Geben Sie ihnen zuerst eine andere Rolle.</numerusform>
        </translation>
    </message>
    <message>
        <source>Role %1 saved</source>
        <translation>Rolle %1 gespeichert</translation>
    </message>
    <message>
        <source>Delete the role %1?</source>
        <translation>Rolle %1 löschen?</translation>
    </message>
    <message>
        <source>Nobody has it. It cannot be brought back; a new one can be made.</source>
        <translation>Niemand hat sie. Sie lässt sich nicht zurückholen; eine neue lässt sich anlegen.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Role %1 deleted</source>
        <translation>Rolle %1 gelöscht</translation>
    </message>
    <message>
        <source>No roles</source>
        <translation>Keine Rollen</translation>
    </message>
    <message>
        <source>The platform named none.</source>
        <translation>Die Plattform nannte keine.</translation>
    </message>
    <message>
        <source>The role was not deleted</source>
        <translation>Die Rolle wurde nicht gelöscht</translation>
    </message>
</context>
<context>
    <name>steward::views::RolesTable</name>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Rechte</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Built in</source>
        <translation>Eingebaut</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>Eigene</translation>
    </message>
</context>
<context>
    <name>steward::views::RuleForm</name>
    <message>
        <source>Write a number</source>
        <translation>Schreiben Sie eine Zahl</translation>
    </message>
    <message>
        <source>Write a length of time, such as 90 s, 5 min, 1 h or 3 d</source>
        <translation>Schreiben Sie eine Dauer, etwa 90 s, 5 min, 1 h oder 3 d</translation>
    </message>
    <message>
        <source>It needs a name</source>
        <translation>Ein Name fehlt</translation>
    </message>
    <message>
        <source>Some fields cannot be read.</source>
        <translation>Einige Felder sind nicht lesbar.</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>%1 bearbeiten</translation>
    </message>
    <message>
        <source>Preview…</source>
        <translation>Vorschau…</translation>
    </message>
    <message>
        <source>New alert rule</source>
        <translation>Neue Alarmregel</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Reihe</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>What of its values</source>
        <translation>Was von den Werten</translation>
    </message>
    <message>
        <source>Looked back over</source>
        <translation>Blick zurück über</translation>
    </message>
    <message>
        <source>Is</source>
        <translation>Ist</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Resolved at</source>
        <translation>Behoben bei</translation>
    </message>
    <message>
        <source>Empty: at the threshold</source>
        <translation>Leer: bei der Schwelle</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Burns faster than</source>
        <translation>Verbraucht schneller als</translation>
    </message>
    <message>
        <source>Times as fast as just lasts the period</source>
        <translation>Mal so schnell, wie es gerade für den Zeitraum reicht</translation>
    </message>
    <message>
        <source>Over the long window</source>
        <translation>Über das lange Fenster</translation>
    </message>
    <message>
        <source>And over the short window</source>
        <translation>Und über das kurze Fenster</translation>
    </message>
    <message>
        <source>For at least</source>
        <translation>Für mindestens</translation>
    </message>
    <message>
        <source>Pending until then</source>
        <translation>Bis dahin anstehend</translation>
    </message>
    <message>
        <source>Without values it</source>
        <translation>Ohne Werte</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>There is no objective yet; make one first</source>
        <translation>Es gibt noch kein Ziel; legen Sie zuerst eins an</translation>
    </message>
    <message>
        <source>Choose a series</source>
        <translation>Wählen Sie eine Reihe</translation>
    </message>
</context>
<context>
    <name>steward::views::RunLog</name>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Lädt …</translation>
    </message>
    <message>
        <source>It has not run yet</source>
        <translation>Er ist noch nicht gelaufen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, by hand</source>
        <translation>%1, von Hand</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>The newest %1 of %2 runs</source>
        <translation>Die neuesten %1 von %2 Läufen</translation>
    </message>
</context>
<context>
    <name>steward::views::SavedReports</name>
    <message>
        <source>Loading…</source>
        <translation>Lädt …</translation>
    </message>
    <message>
        <source>Saved reports</source>
        <translation>Gespeicherte Berichte</translation>
    </message>
    <message>
        <source>New report</source>
        <translation>Neuer Bericht</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete the chosen report</source>
        <translation>Ausgewählten Bericht löschen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open the chosen report</source>
        <translation>Ausgewählten Bericht öffnen</translation>
    </message>
    <message>
        <source>No report was saved yet.</source>
        <translation>Noch kein Bericht wurde gespeichert.</translation>
    </message>
    <message numerus="yes">
        <source>%n saved report(s)</source>
        <translation>
            <numerusform>%n gespeicherter Bericht</numerusform>
            <numerusform>%n gespeicherte Berichte</numerusform>
        </translation>
    </message>
    <message>
        <source>Find a report</source>
        <translation>Bericht suchen</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Vorlagen</translation>
    </message>
</context>
<context>
    <name>steward::views::ScheduleForm</name>
    <message>
        <source>New schedule</source>
        <translation>Neuer Zeitplan</translation>
    </message>
    <message>
        <source>The table</source>
        <translation>Die Tabelle</translation>
    </message>
    <message>
        <source>The rows behind it</source>
        <translation>Die Zeilen dahinter</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Erster</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>Zweiter</translation>
    </message>
    <message>
        <source>Third</source>
        <translation>Dritter</translation>
    </message>
    <message>
        <source>Fourth</source>
        <translation>Vierter</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Letzter</translation>
    </message>
    <message>
        <source>Also to an S3-compatible bucket</source>
        <translation>Auch in einen S3-kompatiblen Bucket</translation>
    </message>
    <message>
        <source>Switched on</source>
        <translation>Eingeschaltet</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>Wiederholt sich</translation>
    </message>
    <message>
        <source>At</source>
        <translation>Um</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Day of the month</source>
        <translation>Tag des Monats</translation>
    </message>
    <message>
        <source>In a shorter month its last day</source>
        <translation>In einem kürzeren Monat dessen letzter Tag</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>Welcher</translation>
    </message>
    <message>
        <source>Weekday</source>
        <translation>Wochentag</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>A time that the clocks skip is the first moment after; one that comes twice is the first.</source>
        <translation>Eine Zeit, die die Uhren überspringen, ist der erste Augenblick danach; eine, die zweimal kommt, ist die erste.</translation>
    </message>
    <message>
        <source>Of them at most</source>
        <translation>Davon höchstens</translation>
    </message>
    <message>
        <source>Runs that were missed</source>
        <translation>Verpasste Läufe</translation>
    </message>
    <message>
        <source>Address of the store</source>
        <translation>Adresse des Speichers</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>Bucket</translation>
    </message>
    <message>
        <source>Names begin with</source>
        <translation>Namen beginnen mit</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Access key</source>
        <translation>Zugangsschlüssel</translation>
    </message>
    <message>
        <source>Its secret is set on the page, once the schedule is there.</source>
        <translation>Sein Geheimnis wird auf der Seite gesetzt, sobald es den Zeitplan gibt.</translation>
    </message>
    <message>
        <source>No next run: the rule is not complete.</source>
        <translation>Kein nächster Lauf: Die Regel ist nicht vollständig.</translation>
    </message>
    <message>
        <source>Next runs, there and here:</source>
        <translation>Nächste Läufe, dort und hier:</translation>
    </message>
    <message>
        <source>%1, here %2</source>
        <translation>%1, hier %2</translation>
    </message>
    <message>
        <source>Save a report first</source>
        <translation>Speichern Sie zuerst einen Bericht</translation>
    </message>
    <message>
        <source>Say who gets it</source>
        <translation>Sagen Sie, wer ihn bekommt</translation>
    </message>
    <message>
        <source>Send only a complete result</source>
        <translation>Nur ein vollständiges Ergebnis senden</translation>
    </message>
    <message>
        <source>A report whose limit leaves out groups is not sent, and you are told.</source>
        <translation>Ein Bericht, dessen Grenze Gruppen weglässt, wird nicht gesendet, und Sie erfahren es.</translation>
    </message>
    <message>
        <source>Formats, of one result</source>
        <translation>Formate desselben Ergebnisses</translation>
    </message>
    <message>
        <source>Choose a format</source>
        <translation>Wählen Sie ein Format</translation>
    </message>
    <message>
        <source>Recipients: e-mail addresses and folders of the platform</source>
        <translation>Empfänger: E-Mail-Adressen und Ordner der Plattform</translation>
    </message>
</context>
<context>
    <name>steward::views::SchedulePart</name>
    <message>
        <source>Schedule</source>
        <translation>Zeitplan</translation>
    </message>
    <message>
        <source>Save the report to have it sent by the calendar.</source>
        <translation>Speichern Sie den Bericht, damit er nach Kalender verschickt werden kann.</translation>
    </message>
    <message>
        <source>Its schedules cannot be read now: %1</source>
        <translation>Seine Zeitpläne können gerade nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Ausgeschaltet</translation>
    </message>
    <message>
        <source>It is sent by no schedule.</source>
        <translation>Kein Zeitplan verschickt ihn.</translation>
    </message>
    <message>
        <source>Further schedules are on the page Schedules.</source>
        <translation>Weitere Zeitpläne stehen auf der Seite Zeitpläne.</translation>
    </message>
    <message>
        <source>Send only a complete result</source>
        <translation>Nur ein vollständiges Ergebnis senden</translation>
    </message>
    <message>
        <source>Preview…</source>
        <translation>Vorschau…</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>All settings…</source>
        <translation>Alle Einstellungen…</translation>
    </message>
    <message>
        <source>Which schedule</source>
        <translation>Welcher Zeitplan</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Uhrzeit</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Send to</source>
        <translation>Senden an</translation>
    </message>
    <message>
        <source>Discard what was changed of the schedule</source>
        <translation>Änderungen am Zeitplan verwerfen</translation>
    </message>
    <message>
        <source>All settings of the schedule…</source>
        <translation>Alle Einstellungen des Zeitplans…</translation>
    </message>
    <message>
        <source>A report whose limit leaves out groups is not sent, and you are told.</source>
        <translation>Ein Bericht, dessen Grenze Gruppen auslässt, wird nicht gesendet, und Sie erfahren es.</translation>
    </message>
    <message>
        <source>Reading its schedules…</source>
        <translation>Seine Zeitpläne werden gelesen…</translation>
    </message>
    <message>
        <source>No next run: the rule is not complete.</source>
        <translation>Kein nächster Lauf: Die Regel ist nicht vollständig.</translation>
    </message>
    <message>
        <source>Say who gets it.</source>
        <translation>Sagen Sie, wer ihn bekommt.</translation>
    </message>
    <message>
        <source>Next run %1, on the platform.</source>
        <extracomment>when a schedule runs next: &quot;Next run Mon 30 Nov 2026, 07:00 UTC, on the platform.&quot;</extracomment>
        <translation>Nächster Lauf %1, auf der Plattform.</translation>
    </message>
    <message>
        <source>What was changed waits in Drafts.</source>
        <translation>Die Änderung wartet in den Entwürfen.</translation>
    </message>
    <message>
        <source>Edits wait here until you are online.</source>
        <translation>Änderungen warten hier, bis Sie wieder verbunden sind.</translation>
    </message>
    <message>
        <source>Keep as draft</source>
        <translation>Als Entwurf behalten</translation>
    </message>
</context>
<context>
    <name>steward::views::SessionList</name>
    <message>
        <source>Could not load the sign-ins</source>
        <translation>Anmeldungen konnten nicht geladen werden</translation>
    </message>
    <message>
        <source>Signed in nowhere</source>
        <translation>Nirgends angemeldet</translation>
    </message>
    <message>
        <source>Each sign-in shows here until it ends.</source>
        <translation>Jede Anmeldung steht hier, bis sie endet.</translation>
    </message>
    <message>
        <source>Unknown device</source>
        <translation>Unbekanntes Gerät</translation>
    </message>
    <message>
        <source>%1, seen %2</source>
        <translation>%1, gesehen %2</translation>
    </message>
    <message>
        <source>Signed in %1, seen %2, ends %3</source>
        <translation>Angemeldet %1, gesehen %2, endet %3</translation>
    </message>
    <message>
        <source>This one</source>
        <translation>Diese hier</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Sign out %1</source>
        <translation>%1 abmelden</translation>
    </message>
    <message>
        <source>Ending…</source>
        <translation>Wird beendet …</translation>
    </message>
    <message>
        <source>Signed out there</source>
        <translation>Dort abgemeldet</translation>
    </message>
    <message>
        <source>Not signed out</source>
        <translation>Nicht abgemeldet</translation>
    </message>
</context>
<context>
    <name>steward::views::Shelf</name>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
</context>
<context>
    <name>steward::views::Shelves</name>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Drop a dimension here</source>
        <translation>Dimension hier ablegen</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Measures</source>
        <translation>Kennzahlen</translation>
    </message>
    <message>
        <source>Drop a measure here</source>
        <translation>Kennzahl hier ablegen</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>Sortierung</translation>
    </message>
    <message>
        <source>Smallest first</source>
        <translation>Kleinste zuerst</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>Größte zuerst</translation>
    </message>
    <message>
        <source>Not by this</source>
        <translation>Nicht danach</translation>
    </message>
    <message>
        <source>By %1</source>
        <translation>Nach %1</translation>
    </message>
    <message>
        <source>In steps…</source>
        <translation>In Stufen …</translation>
    </message>
    <message>
        <source>Each value by itself</source>
        <translation>Jeder Wert für sich</translation>
    </message>
    <message>
        <source>Only some values…</source>
        <translation>Nur einige Werte …</translation>
    </message>
    <message>
        <source>All values</source>
        <translation>Alle Werte</translation>
    </message>
    <message>
        <source>Move to rows</source>
        <translation>Zu den Zeilen</translation>
    </message>
    <message>
        <source>Move to columns</source>
        <translation>Zu den Spalten</translation>
    </message>
    <message>
        <source>Move to the left</source>
        <translation>Nach links</translation>
    </message>
    <message>
        <source>Move to the right</source>
        <translation>Nach rechts</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Percentile…</source>
        <translation>Perzentil …</translation>
    </message>
    <message>
        <source>Add from this</source>
        <translation>Hieraus hinzufügen</translation>
    </message>
    <message>
        <source>Share of all</source>
        <translation>Anteil an allem</translation>
    </message>
    <message>
        <source>Share of the row</source>
        <translation>Anteil an der Zeile</translation>
    </message>
    <message>
        <source>Share of the column</source>
        <translation>Anteil an der Spalte</translation>
    </message>
    <message>
        <source>Running total down</source>
        <translation>Laufende Summe abwärts</translation>
    </message>
    <message>
        <source>Running total across</source>
        <translation>Laufende Summe quer</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Rank across</source>
        <translation>Rang quer</translation>
    </message>
    <message>
        <source>The period before</source>
        <translation>Der Zeitraum davor</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>Voriges Jahr</translation>
    </message>
    <message>
        <source>Change since the period before</source>
        <translation>Änderung seit dem Zeitraum davor</translation>
    </message>
    <message>
        <source>Change since last year</source>
        <translation>Änderung seit dem Vorjahr</translation>
    </message>
    <message>
        <source>Growth since the period before</source>
        <translation>Wachstum seit dem Zeitraum davor</translation>
    </message>
    <message>
        <source>Growth since last year</source>
        <translation>Wachstum seit dem Vorjahr</translation>
    </message>
    <message>
        <source>Divided by %1</source>
        <extracomment>a ratio: %1 the divisor</extracomment>
        <translation>Geteilt durch %1</translation>
    </message>
    <message>
        <source>Stand out…</source>
        <translation>Hervorheben …</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen …</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Hide, only for others</source>
        <translation>Verbergen, nur für andere</translation>
    </message>
    <message>
        <source>Hidden, only for others</source>
        <translation>Verborgen, nur für andere</translation>
    </message>
    <message>
        <source>asked for</source>
        <translation>wird erfragt</translation>
    </message>
</context>
<context>
    <name>steward::views::SilenceForm</name>
    <message>
        <source>New silence</source>
        <translation>Neue Stummschaltung</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Alerts with all of these labels</source>
        <translation>Alarme mit all diesen Labels</translation>
    </message>
    <message>
        <source>= is, != is not, =~ and !~ with * for any characters</source>
        <translation>= ist, != ist nicht, =~ und !~ mit * für beliebige Zeichen</translation>
    </message>
    <message>
        <source>From now on for</source>
        <translation>Ab jetzt für</translation>
    </message>
    <message>
        <source>Nobody is told of these alerts until then</source>
        <translation>Bis dahin erfährt niemand von diesen Alarmen</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Name at least one label</source>
        <translation>Nennen Sie mindestens ein Label</translation>
    </message>
</context>
<context>
    <name>steward::views::SloForm</name>
    <message>
        <source>New objective</source>
        <translation>Neues Ziel</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>What is bad</source>
        <translation>Was schlecht ist</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Reihe</translation>
    </message>
    <message>
        <source>Bad above</source>
        <translation>Schlecht über</translation>
    </message>
    <message>
        <source>Weighed by</source>
        <translation>Gewichtet mit</translation>
    </message>
    <message>
        <source>The series of all requests</source>
        <translation>Die Reihe aller Anfragen</translation>
    </message>
    <message>
        <source>Objective, %</source>
        <translation>Ziel, %</translation>
    </message>
    <message>
        <source>Over days</source>
        <translation>Über Tage</translation>
    </message>
    <message>
        <source>Name the series</source>
        <translation>Nennen Sie die Reihe</translation>
    </message>
</context>
<context>
    <name>steward::views::SnapshotDialog</name>
    <message numerus="yes">
        <source>%n tenants</source>
        <translation>
            <numerusform>%n Mandant</numerusform>
            <numerusform>%n Mandanten</numerusform>
        </translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>vom %1</translation>
    </message>
    <message>
        <source>kept until %1</source>
        <translation>aufbewahrt bis %1</translation>
    </message>
    <message>
        <source>Data for offline work</source>
        <translation>Daten für die Arbeit ohne Netz</translation>
    </message>
    <message>
        <source>Take or refresh</source>
        <translation>Nehmen oder auffrischen</translation>
    </message>
    <message>
        <source>Days to take along</source>
        <translation>Tage zum Mitnehmen</translation>
    </message>
    <message>
        <source>All days</source>
        <translation>Alle Tage</translation>
    </message>
    <message numerus="yes">
        <source>The last %n days</source>
        <translation>
            <numerusform>Der letzte Tag</numerusform>
            <numerusform>Die letzten %n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>Ids of tenants to take along</source>
        <translation>Kennungen der Mandanten zum Mitnehmen</translation>
    </message>
    <message>
        <source>All tenants; or ids, with commas between them</source>
        <translation>Alle Mandanten; oder Kennungen, mit Kommas dazwischen</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Tenants</source>
        <translation>Mandanten</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>Alle entfernen</translation>
    </message>
    <message>
        <source>Not on this computer</source>
        <translation>Nicht auf diesem Rechner</translation>
    </message>
    <message>
        <source>Encrypted on this computer; the key is in its key store. File: %1.</source>
        <translation>Auf diesem Rechner verschlüsselt; der Schlüssel ist in seinem Schlüsselspeicher. Datei: %1.</translation>
    </message>
    <message>
        <source>Not encrypted on this computer. File: %1.</source>
        <translation>Auf diesem Rechner nicht verschlüsselt. Datei: %1.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%1 von %2 Zeilen</translation>
    </message>
    <message>
        <source>Not taken: %1. What has come is kept; the next time goes on.</source>
        <translation>Nicht genommen: %1. Was gekommen ist, bleibt; das nächste Mal geht es dort weiter.</translation>
    </message>
    <message>
        <source>without fields about people</source>
        <translation>ohne Felder über Personen</translation>
    </message>
</context>
<context>
    <name>steward::views::StartPane</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Starting the embedded server</source>
        <translation>Eingebetteter Server startet</translation>
    </message>
    <message>
        <source>Log of the embedded server</source>
        <translation>Protokoll des eingebetteten Servers</translation>
    </message>
    <message>
        <source>Show log</source>
        <translation>Protokoll zeigen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Hide log</source>
        <translation>Protokoll verbergen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
</context>
<context>
    <name>steward::views::StatTile</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
</context>
<context>
    <name>steward::views::StateTimeline</name>
    <message>
        <source>Nothing is known of it yet.</source>
        <translation>Noch ist nichts darüber bekannt.</translation>
    </message>
    <message numerus="yes">
        <source>Down %n time(s) in 90 days</source>
        <translation>
            <numerusform>%n Mal ausgefallen in 90 Tagen</numerusform>
            <numerusform>%n Mal ausgefallen in 90 Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 from %2 to %3</source>
        <translation>%1 von %2 bis %3</translation>
    </message>
    <message>
        <source>States of 90 days</source>
        <translation>Zustände von 90 Tagen</translation>
    </message>
</context>
<context>
    <name>steward::views::SupportActions</name>
    <message>
        <source>Refuse</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>Erlauben</translation>
    </message>
    <message>
        <source>End now</source>
        <translation>Jetzt beenden</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Zurückziehen</translation>
    </message>
    <message>
        <source>Enter</source>
        <extracomment>Begin to act within the tenant</extracomment>
        <translation>Eintreten</translation>
    </message>
    <message>
        <source>%1 lets support in without being asked.</source>
        <translation>%1 lässt den Support ohne Nachfrage herein.</translation>
    </message>
    <message>
        <source>Support access cannot be asked for</source>
        <translation>Support-Zugriff kann nicht erbeten werden</translation>
    </message>
    <message>
        <source>You did not enter %1</source>
        <translation>Sie sind nicht in %1 eingetreten</translation>
    </message>
    <message>
        <source>%1 may come in now</source>
        <translation>%1 darf jetzt herein</translation>
    </message>
    <message>
        <source>Refused. %1 is told.</source>
        <translation>Abgelehnt. %1 erfährt es.</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>Nicht beantwortet</translation>
    </message>
    <message>
        <source>The support access has ended</source>
        <translation>Der Support-Zugriff ist beendet</translation>
    </message>
    <message>
        <source>It has not ended</source>
        <translation>Er ist nicht beendet</translation>
    </message>
    <message>
        <source>End the support access to %1?</source>
        <translation>Support-Zugriff auf %1 beenden?</translation>
    </message>
    <message>
        <source>End the support access of %1?</source>
        <translation>Support-Zugriff von %1 beenden?</translation>
    </message>
    <message>
        <source>It has to be asked for again.</source>
        <translation>Danach muss er neu erbeten werden.</translation>
    </message>
    <message>
        <source>They are out at once. What they changed stays, and is in the audit log.</source>
        <translation>Der Zugriff endet sofort. Was geändert wurde, bleibt und steht im Prüfprotokoll.</translation>
    </message>
    <message>
        <source>%1 was asked</source>
        <translation>%1 wurde gefragt</translation>
    </message>
</context>
<context>
    <name>steward::views::SupportForm</name>
    <message>
        <source>Lets support in without being asked: the time begins at once.</source>
        <translation>Lässt den Support ohne Nachfrage herein: Die Zeit beginnt sofort.</translation>
    </message>
    <message>
        <source>Its owners and admins are asked. The time begins when one of them allows it.</source>
        <translation>Inhaber und Admins werden gefragt. Die Zeit beginnt, wenn jemand es erlaubt.</translation>
    </message>
    <message>
        <source>Ask for support access</source>
        <translation>Um Support-Zugriff bitten</translation>
    </message>
    <message>
        <source>Ask</source>
        <extracomment>Send the request for support access</extracomment>
        <translation>Bitten</translation>
    </message>
    <message>
        <source>Ticket 4711: the logo is missing</source>
        <translation>Ticket 4711: Das Logo fehlt</translation>
    </message>
    <message>
        <source>Role %1</source>
        <translation>Rolle %1</translation>
    </message>
    <message>
        <source>A person…</source>
        <translation>Eine Person …</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>The tenant&apos;s people read it: when they are asked, and in the audit log.</source>
        <translation>Die Leute des Mandanten lesen ihn: wenn sie gefragt werden und im Prüfprotokoll.</translation>
    </message>
    <message>
        <source>For</source>
        <extracomment>How long</extracomment>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>With the rights of</source>
        <translation>Mit den Rechten von</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>You see what they see, and act on their behalf.</source>
        <translation>Sie sehen, was die Person sieht, und handeln in ihrem Auftrag.</translation>
    </message>
    <message>
        <source>Of these</source>
        <extracomment>Which of the rights of that role or person</extracomment>
        <translation>Davon</translation>
    </message>
    <message>
        <source>Ask for no more than you need.</source>
        <translation>Bitten Sie um nicht mehr, als Sie brauchen.</translation>
    </message>
    <message>
        <source>This tenant lets no support in.</source>
        <translation>Dieser Mandant lässt keinen Support herein.</translation>
    </message>
    <message>
        <source>Nothing was asked for.</source>
        <translation>Es wurde um nichts gebeten.</translation>
    </message>
    <message>
        <source>Choose the tenant</source>
        <translation>Wählen Sie den Mandanten</translation>
    </message>
    <message>
        <source>Say why: the tenant&apos;s people decide by it</source>
        <translation>Sagen Sie, warum: Der Mandant entscheidet danach</translation>
    </message>
    <message>
        <source>Choose the person</source>
        <translation>Wählen Sie die Person</translation>
    </message>
    <message>
        <source>Choose at least one</source>
        <translation>Wählen Sie mindestens eines</translation>
    </message>
</context>
<context>
    <name>steward::views::SupportPage</name>
    <message>
        <source>Support access</source>
        <translation>Support-Zugriff</translation>
    </message>
    <message>
        <source>Could not load support access</source>
        <translation>Support-Zugriffe konnten nicht geladen werden</translation>
    </message>
    <message>
        <source>Ask for access</source>
        <translation>Um Zugriff bitten</translation>
    </message>
    <message>
        <source>Ask for support access…</source>
        <translation>Um Support-Zugriff bitten …</translation>
    </message>
    <message>
        <source>Enter the tenant</source>
        <translation>Beim Mandanten eintreten</translation>
    </message>
    <message>
        <source>Allow support access</source>
        <translation>Support-Zugriff erlauben</translation>
    </message>
    <message>
        <source>Refuse support access</source>
        <translation>Support-Zugriff ablehnen</translation>
    </message>
    <message>
        <source>End support access…</source>
        <translation>Support-Zugriff beenden …</translation>
    </message>
    <message>
        <source>Support was never here</source>
        <translation>Der Support war noch nie hier</translation>
    </message>
    <message>
        <source>When the platform&apos;s staff ask to look into your tenant, you see it here.</source>
        <translation>Wenn das Personal der Plattform bei Ihnen nachsehen will, sehen Sie es hier.</translation>
    </message>
    <message>
        <source>No support access</source>
        <translation>Kein Support-Zugriff</translation>
    </message>
    <message>
        <source>To act within a tenant you ask its people, with a reason and for a while.</source>
        <translation>Um bei einem Mandanten zu handeln, bitten Sie seine Leute, mit Grund und auf Zeit.</translation>
    </message>
</context>
<context>
    <name>steward::views::SupportPanel</name>
    <message>
        <source>Allows</source>
        <extracomment>Over what the support access permits</extracomment>
        <translation>Erlaubt</translation>
    </message>
    <message>
        <source>Support access of %1</source>
        <translation>Support-Zugriff von %1</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>Rights of</source>
        <translation>Rechte von</translation>
    </message>
    <message>
        <source>For</source>
        <extracomment>How long</extracomment>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Erbeten</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>Erlaubt</translation>
    </message>
    <message>
        <source>By</source>
        <extracomment>Who allowed or refused it</extracomment>
        <translation>Von</translation>
    </message>
    <message>
        <source>by the tenant&apos;s rule</source>
        <translation>durch die Regel des Mandanten</translation>
    </message>
    <message>
        <source>Entered</source>
        <translation>Eingetreten</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Waits until</source>
        <translation>Wartet bis</translation>
    </message>
</context>
<context>
    <name>steward::views::SupportRuleBar</name>
    <message>
        <source>May support come in?</source>
        <translation>Darf der Support herein?</translation>
    </message>
    <message>
        <source>The rule stays as it was</source>
        <translation>Die Regel bleibt, wie sie war</translation>
    </message>
    <message>
        <source>Let no support in?</source>
        <translation>Keinen Support hereinlassen?</translation>
    </message>
    <message>
        <source>What is open now ends at once, and nobody of support can ask. You can change it at any time.</source>
        <translation>Was jetzt offen ist, endet sofort, und der Support kann nicht mehr fragen. Sie können es jederzeit ändern.</translation>
    </message>
    <message>
        <source>Let nobody in</source>
        <translation>Niemanden hereinlassen</translation>
    </message>
</context>
<context>
    <name>steward::views::SupportTable</name>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>Who</source>
        <extracomment>&quot;Who&quot; asked, with the &quot;Rights of&quot; which role or person, when it was &quot;Asked&quot;</extracomment>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Rights of</source>
        <translation>Rechte von</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Erbeten</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>steward::views::TableDecoration</name>
    <message>
        <source>Loading</source>
        <translation>Lädt</translation>
    </message>
    <message>
        <source>Group %1, %2 rows, open</source>
        <translation>Gruppe %1, %2 Zeilen, aufgeklappt</translation>
    </message>
    <message>
        <source>Group %1, %2 rows, closed</source>
        <translation>Gruppe %1, %2 Zeilen, zugeklappt</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ohne Angabe</translation>
    </message>
</context>
<context>
    <name>steward::views::TablePage</name>
    <message>
        <source>Rows %1–%2 of %3</source>
        <translation>Zeilen %1–%2 von %3</translation>
    </message>
    <message>
        <source>%1, from this computer</source>
        <translation>%1, von diesem Computer</translation>
    </message>
    <message>
        <source>%1, not refreshed: %2</source>
        <translation>%1, nicht aktualisiert: %2</translation>
    </message>
    <message>
        <source>%1, complete</source>
        <translation>%1, vollständig</translation>
    </message>
    <message>
        <source>%1 or more</source>
        <translation>%1 oder mehr</translation>
    </message>
    <message numerus="yes">
        <source>%1 rows in %n group(s)</source>
        <translation>
            <numerusform>%1 Zeilen in %n Gruppe</numerusform>
            <numerusform>%1 Zeilen in %n Gruppen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>steward::views::TablePanelView</name>
    <message>
        <source>Series</source>
        <translation>Reihe</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Lowest</source>
        <translation>Kleinster</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Highest</source>
        <translation>Größter</translation>
    </message>
</context>
<context>
    <name>steward::views::TenantActions</name>
    <message>
        <source>No limit</source>
        <translation>Kein Limit</translation>
    </message>
    <message>
        <source>%1 tenants</source>
        <translation>%1 Mandanten</translation>
    </message>
    <message>
        <source>Suspend %1</source>
        <translation>%1 sperren</translation>
    </message>
    <message>
        <source>Resume %1</source>
        <translation>%1 entsperren</translation>
    </message>
    <message>
        <source>Archive %1</source>
        <translation>%1 archivieren</translation>
    </message>
    <message>
        <source>Change plan of %1</source>
        <translation>Tarif von %1 ändern</translation>
    </message>
    <message>
        <source>Preview…</source>
        <translation>Vorschau …</translation>
    </message>
    <message>
        <source>New plan</source>
        <translation>Neuer Tarif</translation>
    </message>
    <message>
        <source>Limits and price follow the plan. You see each change first.</source>
        <translation>Limits und Preis richten sich nach dem Tarif. Sie sehen jede Änderung vorab.</translation>
    </message>
    <message>
        <source>New plan: %1.</source>
        <translation>Neuer Tarif: %1.</translation>
    </message>
    <message>
        <source>Add a tag to %1</source>
        <translation>Schlagwort hinzufügen: %1</translation>
    </message>
    <message>
        <source>key-account</source>
        <translation>key-account</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Schlagwort</translation>
    </message>
    <message>
        <source>Lower-case letters, digits and hyphens. Other tags stay.</source>
        <translation>Kleinbuchstaben, Ziffern und Bindestriche. Andere Schlagwörter bleiben.</translation>
    </message>
    <message>
        <source>New tag: %1.</source>
        <translation>Neues Schlagwort: %1.</translation>
    </message>
    <message>
        <source>Limits of %1</source>
        <translation>Limits von %1</translation>
    </message>
    <message>
        <source> GB</source>
        <translation> GB</translation>
    </message>
    <message>
        <source>Seats</source>
        <translation>Plätze</translation>
    </message>
    <message>
        <source>%1 used</source>
        <translation>%1 genutzt</translation>
    </message>
    <message>
        <source>API calls a month</source>
        <translation>API-Aufrufe im Monat</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation>Webhooks</translation>
    </message>
    <message>
        <source>Change limits of %1</source>
        <translation>Limits von %1 ändern</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>%1 ändern</translation>
    </message>
    <message>
        <source>New tenant %1</source>
        <translation>Neuer Mandant %1</translation>
    </message>
    <message>
        <source>Id of %1 copied</source>
        <translation>ID von %1 kopiert</translation>
    </message>
    <message>
        <source>Import tenants</source>
        <translation>Mandanten importieren</translation>
    </message>
    <message>
        <source>Import %1</source>
        <translation>%1 importieren</translation>
    </message>
    <message>
        <source>Rows of the file that are left out: %1.</source>
        <translation>Zeilen der Datei, die wegbleiben: %1.</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>Restore %1</source>
        <translation>%1 wiederherstellen</translation>
    </message>
</context>
<context>
    <name>steward::views::TenantForm</name>
    <message>
        <source>Edit %1</source>
        <translation>%1 bearbeiten</translation>
    </message>
    <message>
        <source>New tenant</source>
        <translation>Neuer Mandant</translation>
    </message>
    <message>
        <source>Preview…</source>
        <translation>Vorschau …</translation>
    </message>
    <message>
        <source>key-account, beta</source>
        <translation>key-account, beta</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Slug</source>
        <translation>Kurzname</translation>
    </message>
    <message>
        <source>Part of its address: slug.steward.example</source>
        <translation>Teil der Adresse: kurzname.steward.example</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Tarif</translation>
    </message>
    <message>
        <source>Billing</source>
        <translation>Abrechnung</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Where its data stays</source>
        <translation>Wo die Daten liegen</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Inhaber</translation>
    </message>
    <message>
        <source>Owner&apos;s e-mail</source>
        <translation>E-Mail des Inhabers</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Separated by commas</source>
        <translation>Durch Kommas getrennt</translation>
    </message>
</context>
<context>
    <name>steward::views::TenantPanel</name>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Limits</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>ID kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten …</translation>
    </message>
    <message>
        <source>Branding</source>
        <translation>Branding</translation>
    </message>
    <message>
        <source>Change plan…</source>
        <translation>Tarif ändern …</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Weitere Aktionen</translation>
    </message>
    <message>
        <source>Resume…</source>
        <translation>Entsperren …</translation>
    </message>
    <message>
        <source>Suspend…</source>
        <translation>Sperren …</translation>
    </message>
    <message>
        <source>Archive…</source>
        <translation>Archivieren …</translation>
    </message>
    <message>
        <source>Add tag…</source>
        <translation>Schlagwort hinzufügen …</translation>
    </message>
    <message>
        <source>Requests, last 24 h</source>
        <translation>Anfragen, letzte 24 h</translation>
    </message>
    <message>
        <source>Edit limits</source>
        <translation>Limits bearbeiten</translation>
    </message>
    <message>
        <source>Seats</source>
        <translation>Plätze</translation>
    </message>
    <message>
        <source>API calls</source>
        <translation>API-Aufrufe</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation>Webhooks</translation>
    </message>
    <message>
        <source>Recent audit</source>
        <translation>Letzte Änderungen</translation>
    </message>
    <message>
        <source>Open audit log</source>
        <translation>Prüfprotokoll öffnen</translation>
    </message>
    <message>
        <source>API calls count from the first of the month, in UTC.</source>
        <translation>API-Aufrufe zählen ab dem Ersten des Monats, in UTC.</translation>
    </message>
    <message>
        <source>Edit limits…</source>
        <translation>Limits bearbeiten …</translation>
    </message>
    <message>
        <source>Could not load the tenant</source>
        <translation>Der Mandant konnte nicht geladen werden</translation>
    </message>
    <message>
        <source>Tenant %1</source>
        <translation>Mandant %1</translation>
    </message>
    <message>
        <source>From this computer, as of %1</source>
        <translation>Von diesem Computer, Stand %1</translation>
    </message>
    <message>
        <source>renews %1</source>
        <translation>verlängert sich am %1</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Tarif</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>MRR</source>
        <translation>MRR</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Inhaber</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>data stays in the EU</source>
        <translation>Daten bleiben in der EU</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source> · %1 % errors</source>
        <translation> · %1 % Fehler</translation>
    </message>
    <message>
        <source>Ask for support access…</source>
        <translation>Um Support-Zugriff bitten …</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Domains</source>
        <translation>Domains</translation>
    </message>
    <message>
        <source>Subscription</source>
        <translation>Abo</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Wiederherstellen …</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen …</translation>
    </message>
    <message>
        <source>The domain follows the short name: a new short name is a new domain, and the old one leads nowhere.</source>
        <translation>Die Domain richtet sich nach dem Kurznamen: Ein neuer Kurzname ist eine neue Domain, und die alte führt ins Leere.</translation>
    </message>
    <message>
        <source>Copy domain</source>
        <translation>Domain kopieren</translation>
    </message>
    <message>
        <source>Domain copied</source>
        <translation>Domain kopiert</translation>
    </message>
    <message>
        <source>Months</source>
        <translation>Monate</translation>
    </message>
    <message>
        <source>Open as a report</source>
        <translation>Als Bericht öffnen</translation>
    </message>
    <message>
        <source>What was paid each month, and on which plan.</source>
        <translation>Was in jedem Monat bezahlt wurde und in welchem Tarif.</translation>
    </message>
    <message>
        <source>Billing</source>
        <translation>Abrechnung</translation>
    </message>
    <message>
        <source>%1 a year</source>
        <translation>%1 im Jahr</translation>
    </message>
    <message>
        <source>Renews</source>
        <translation>Verlängerung</translation>
    </message>
    <message>
        <source>Next month</source>
        <translation>Nächster Monat</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Domain</translation>
    </message>
    <message>
        <source>where its users sign in</source>
        <translation>wo sich seine Benutzer anmelden</translation>
    </message>
    <message>
        <source>Short name</source>
        <translation>Kurzname</translation>
    </message>
    <message>
        <source>Logs of this tenant</source>
        <translation>Protokolle dieses Mandanten</translation>
    </message>
    <message>
        <source>Dashboard of this tenant</source>
        <translation>Dashboard dieses Mandanten</translation>
    </message>
</context>
<context>
    <name>steward::views::TenantPeople</name>
    <message>
        <source>Users of the tenant</source>
        <translation>Benutzer des Mandanten</translation>
    </message>
    <message>
        <source>Open all users</source>
        <translation>Alle Benutzer öffnen</translation>
    </message>
    <message>
        <source>Not for your role</source>
        <translation>Nicht für Ihre Rolle</translation>
    </message>
    <message>
        <source>Your role does not show users.</source>
        <translation>Ihre Rolle zeigt keine Benutzer.</translation>
    </message>
    <message>
        <source>Could not load users</source>
        <translation>Benutzer konnten nicht geladen werden</translation>
    </message>
    <message>
        <source>No users</source>
        <translation>Keine Benutzer</translation>
    </message>
    <message>
        <source>Nobody was invited to this tenant yet.</source>
        <translation>Zu diesem Mandanten wurde noch niemand eingeladen.</translation>
    </message>
</context>
<context>
    <name>steward::views::TenantPicker</name>
    <message>
        <source>Choose a tenant</source>
        <translation>Mandanten auswählen</translation>
    </message>
    <message>
        <source>Find a tenant</source>
        <translation>Mandanten suchen</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>Tenants</source>
        <translation>Mandanten</translation>
    </message>
</context>
<context>
    <name>steward::views::TenantsPage</name>
    <message>
        <source>Past due</source>
        <translation>Überfällig</translation>
    </message>
    <message>
        <source>Trials</source>
        <translation>Testphasen</translation>
    </message>
    <message>
        <source>EU residency</source>
        <translation>Datenhaltung in der EU</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>All tenants</source>
        <translation>Alle Mandanten</translation>
    </message>
    <message>
        <source>Tenants</source>
        <translation>Mandanten</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Opens these tenants as a report, which exports to CSV, XLSX, PDF and JSON</source>
        <translation>Öffnet diese Mandanten als Bericht, der sich als CSV, XLSX, PDF und JSON exportieren lässt</translation>
    </message>
    <message>
        <source>New tenant</source>
        <translation>Neuer Mandant</translation>
    </message>
    <message>
        <source>New tenant…</source>
        <translation>Neuer Mandant …</translation>
    </message>
    <message>
        <source>Edit tenant…</source>
        <translation>Mandant bearbeiten …</translation>
    </message>
    <message>
        <source>Change plan…</source>
        <translation>Tarif ändern …</translation>
    </message>
    <message>
        <source>Add tag…</source>
        <translation>Schlagwort hinzufügen …</translation>
    </message>
    <message>
        <source>Suspend…</source>
        <translation>Sperren …</translation>
    </message>
    <message>
        <source>Resume…</source>
        <translation>Entsperren …</translation>
    </message>
    <message>
        <source>Archive…</source>
        <translation>Archivieren …</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>ID kopieren</translation>
    </message>
    <message>
        <source>Key accounts in Europe</source>
        <translation>Großkunden in Europa</translation>
    </message>
    <message>
        <source>Could not load tenants</source>
        <translation>Die Mandanten konnten nicht geladen werden</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten …</translation>
    </message>
    <message>
        <source>Near a limit</source>
        <translation>Nahe einer Grenze</translation>
    </message>
    <message>
        <source>name, id, owner or domain</source>
        <translation>Name, ID, Inhaber oder Domain</translation>
    </message>
    <message>
        <source>Selected tenants</source>
        <translation>Ausgewählte Mandanten</translation>
    </message>
    <message>
        <source>Ask for support access…</source>
        <translation>Um Support-Zugriff bitten …</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Tenants from a CSV or XLSX file, as a plan that you see first</source>
        <translation>Mandanten aus einer CSV- oder XLSX-Datei, als Änderungsplan, den Sie zuerst sehen</translation>
    </message>
    <message>
        <source>Import tenants…</source>
        <translation>Mandanten importieren …</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen …</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Wiederherstellen …</translation>
    </message>
    <message>
        <source>Logs of this tenant</source>
        <translation>Protokolle dieses Mandanten</translation>
    </message>
</context>
<context>
    <name>steward::views::TenantsTable</name>
    <message>
        <source>Selected</source>
        <translation>Ausgewählt</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Tarif</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>MRR</source>
        <translation>MRR</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Requests, 24 h</source>
        <translation>Anfragen, 24 h</translation>
    </message>
    <message>
        <source>Last activity</source>
        <translation>Letzte Aktivität</translation>
    </message>
</context>
<context>
    <name>steward::views::TopPanelView</name>
    <message>
        <source>%1 at %2</source>
        <extracomment>%1 the title of the panel, %2 a time</extracomment>
        <translation>%1 um %2</translation>
    </message>
    <message>
        <source>No requests yet</source>
        <translation>Noch keine Anfragen</translation>
    </message>
    <message>
        <source>Not available</source>
        <translation>Nicht verfügbar</translation>
    </message>
</context>
<context>
    <name>steward::views::TopTenantsPanel</name>
    <message>
        <source>Top tenants by requests</source>
        <translation>Aktivste Mandanten nach Anfragen</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>req/s</source>
        <translation>Anfr./s</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>steward::views::UserActions</name>
    <message>
        <source>%1 users</source>
        <translation>%1 Benutzer</translation>
    </message>
    <message>
        <source>Suspend %1</source>
        <translation>%1 sperren</translation>
    </message>
    <message>
        <source>Let %1 in again</source>
        <translation>%1 wieder zulassen</translation>
    </message>
    <message>
        <source>Id of %1 copied</source>
        <translation>ID von %1 kopiert</translation>
    </message>
    <message>
        <source>Change role of %1</source>
        <translation>Rolle von %1 ändern</translation>
    </message>
    <message>
        <source>Preview…</source>
        <translation>Vorschau …</translation>
    </message>
    <message>
        <source>New role</source>
        <translation>Neue Rolle</translation>
    </message>
    <message>
        <source>It holds at once. You see each change first.</source>
        <translation>Sie gilt sofort. Sie sehen vorher jede Änderung.</translation>
    </message>
    <message>
        <source>They belong to several tenants, so custom roles are not offered.</source>
        <translation>Sie gehören zu mehreren Mandanten, deshalb werden eigene Rollen nicht angeboten.</translation>
    </message>
    <message>
        <source>New role: %1.</source>
        <translation>Neue Rolle: %1.</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>%1 bearbeiten</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>%1 ändern</translation>
    </message>
    <message>
        <source>%1 This platform sends no mail. The link is good until %2.</source>
        <translation>%1 Diese Plattform verschickt keine E-Mails. Der Link gilt bis %2.</translation>
    </message>
    <message>
        <source>Invitation sent to %1</source>
        <translation>Einladung an %1 verschickt</translation>
    </message>
    <message>
        <source>Invitation of %1</source>
        <translation>Einladung von %1</translation>
    </message>
    <message>
        <source>Pass this link on to %1.</source>
        <translation>Geben Sie diesen Link an %1 weiter.</translation>
    </message>
    <message>
        <source>%1 was not invited again</source>
        <translation>%1 wurde nicht erneut eingeladen</translation>
    </message>
    <message>
        <source>Pass this link on to %1; the one before is void.</source>
        <translation>Geben Sie diesen Link an %1 weiter; der vorige gilt nicht mehr.</translation>
    </message>
    <message>
        <source>Withdraw the invitation of %1?</source>
        <translation>Einladung von %1 zurückziehen?</translation>
    </message>
    <message>
        <source>The link stops working and the user is removed. You can invite them again.</source>
        <translation>Der Link gilt nicht mehr, und der Benutzer wird entfernt. Sie können erneut einladen.</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Zurückziehen</translation>
    </message>
    <message>
        <source>The invitation of %1 was not withdrawn</source>
        <translation>Die Einladung von %1 wurde nicht zurückgezogen</translation>
    </message>
    <message>
        <source>Invitation of %1 withdrawn</source>
        <translation>Einladung von %1 zurückgezogen</translation>
    </message>
    <message>
        <source>No link was sent to %1</source>
        <translation>Kein Link wurde an %1 verschickt</translation>
    </message>
    <message>
        <source>Link to a new password sent to %1</source>
        <translation>Link für ein neues Passwort an %1 verschickt</translation>
    </message>
    <message>
        <source>New password for %1</source>
        <translation>Neues Passwort für %1</translation>
    </message>
    <message>
        <source>Pass this link on to %1. The old password holds until a new one is set.</source>
        <translation>Geben Sie diesen Link an %1 weiter. Das alte Passwort gilt, bis ein neues gesetzt ist.</translation>
    </message>
    <message>
        <source>New e-mail of %1</source>
        <translation>Neue E-Mail von %1</translation>
    </message>
    <message>
        <source>Send link</source>
        <translation>Link senden</translation>
    </message>
    <message>
        <source>New e-mail</source>
        <translation>Neue E-Mail</translation>
    </message>
    <message>
        <source>It changes once the new address has confirmed it.</source>
        <translation>Sie ändert sich, sobald die neue Adresse bestätigt hat.</translation>
    </message>
    <message>
        <source>Link to confirm sent to %1</source>
        <translation>Link zum Bestätigen an %1 verschickt</translation>
    </message>
    <message>
        <source>Pass this link on to %1, who confirms the address with it.</source>
        <translation>Geben Sie diesen Link an %1 weiter; damit wird die Adresse bestätigt.</translation>
    </message>
    <message>
        <source>Sign %1 out everywhere?</source>
        <translation>%1 überall abmelden?</translation>
    </message>
    <message>
        <source>All their sign-ins end at once. They can sign in again unless they are suspended.</source>
        <translation>Alle Anmeldungen enden sofort. Eine neue Anmeldung ist möglich, außer bei gesperrten Benutzern.</translation>
    </message>
    <message>
        <source>Sign out everywhere</source>
        <translation>Überall abmelden</translation>
    </message>
    <message>
        <source>%1 was not signed out</source>
        <translation>%1 wurde nicht abgemeldet</translation>
    </message>
    <message numerus="yes">
        <source>%n sign-in(s) ended</source>
        <translation>
            <numerusform>%n Anmeldung beendet</numerusform>
            <numerusform>%n Anmeldungen beendet</numerusform>
        </translation>
    </message>
    <message>
        <source>Take the second factor of %1 away?</source>
        <translation>Zweiten Faktor von %1 entfernen?</translation>
    </message>
    <message>
        <source>For somebody who has lost it. Make sure that it is them who ask. Their sign-ins end; they set up a new one when they sign in.</source>
        <translation>Für jemanden, der ihn verloren hat. Vergewissern Sie sich, dass die Bitte wirklich von dieser Person kommt. Die Anmeldungen enden; bei der nächsten wird ein neuer eingerichtet.</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>The second factor of %1 stays</source>
        <translation>Der zweite Faktor von %1 bleibt</translation>
    </message>
    <message>
        <source>Second factor of %1 taken away</source>
        <translation>Zweiter Faktor von %1 entfernt</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>Restore %1</source>
        <translation>%1 wiederherstellen</translation>
    </message>
</context>
<context>
    <name>steward::views::UserPanel</name>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>ID kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten …</translation>
    </message>
    <message>
        <source>Change role…</source>
        <translation>Rolle ändern …</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Weitere Aktionen</translation>
    </message>
    <message>
        <source>Let in again…</source>
        <translation>Wieder zulassen …</translation>
    </message>
    <message>
        <source>Suspend…</source>
        <translation>Sperren …</translation>
    </message>
    <message>
        <source>Invite again</source>
        <translation>Erneut einladen</translation>
    </message>
    <message>
        <source>Withdraw the invitation…</source>
        <translation>Einladung zurückziehen …</translation>
    </message>
    <message>
        <source>Send link to a new password</source>
        <translation>Link für ein neues Passwort senden</translation>
    </message>
    <message>
        <source>Recent audit</source>
        <translation>Letzte Änderungen</translation>
    </message>
    <message>
        <source>Open audit log</source>
        <translation>Prüfprotokoll öffnen</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Rechte</translation>
    </message>
    <message>
        <source>Sign out everywhere…</source>
        <translation>Überall abmelden …</translation>
    </message>
    <message>
        <source>Invitation</source>
        <translation>Einladung</translation>
    </message>
    <message>
        <source>A new link; the one before is void.</source>
        <translation>Ein neuer Link; der vorige gilt nicht mehr.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>A link to set a new one. The old password holds until then.</source>
        <translation>Ein Link, um ein neues zu setzen. Bis dahin gilt das alte Passwort.</translation>
    </message>
    <message>
        <source>Send link</source>
        <translation>Link senden</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>The new address confirms it first.</source>
        <translation>Die neue Adresse bestätigt es zuerst.</translation>
    </message>
    <message>
        <source>Change e-mail…</source>
        <translation>E-Mail ändern …</translation>
    </message>
    <message>
        <source>Second factor</source>
        <translation>Zweiter Faktor</translation>
    </message>
    <message>
        <source>For somebody who has lost it: they set up a new one at sign-in.</source>
        <translation>Für jemanden, der ihn verloren hat: Bei der Anmeldung wird ein neuer eingerichtet.</translation>
    </message>
    <message>
        <source>Take away…</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>Managed by %1; change it there.</source>
        <translation>Wird von %1 verwaltet; ändern Sie es dort.</translation>
    </message>
    <message>
        <source>Could not load the user</source>
        <translation>Der Benutzer konnte nicht geladen werden</translation>
    </message>
    <message>
        <source>User %1</source>
        <translation>Benutzer %1</translation>
    </message>
    <message>
        <source>From this computer, as of %1</source>
        <translation>Von diesem Computer, Stand %1</translation>
    </message>
    <message>
        <source>custom</source>
        <translation>eigene</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>Gehört zu</translation>
    </message>
    <message>
        <source>The platform&apos;s staff</source>
        <translation>Mitarbeiter der Plattform</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Invited</source>
        <translation>Eingeladen</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Wiederherstellen…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
</context>
<context>
    <name>steward::views::UsersPage</name>
    <message>
        <source>Users</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Could not load users</source>
        <translation>Benutzer konnten nicht geladen werden</translation>
    </message>
    <message>
        <source>name, e-mail or id</source>
        <translation>Name, E-Mail oder ID</translation>
    </message>
    <message>
        <source>Selected users</source>
        <translation>Ausgewählte Benutzer</translation>
    </message>
    <message>
        <source>Admins of Tarnwick</source>
        <translation>Admins von Tarnwick</translation>
    </message>
    <message>
        <source>Platform staff</source>
        <translation>Mitarbeiter der Plattform</translation>
    </message>
    <message>
        <source>Owners</source>
        <translation>Inhaber</translation>
    </message>
    <message>
        <source>Invited</source>
        <translation>Eingeladen</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>All users</source>
        <translation>Alle Benutzer</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Invite user</source>
        <translation>Benutzer einladen</translation>
    </message>
    <message>
        <source>Change role…</source>
        <translation>Rolle ändern …</translation>
    </message>
    <message>
        <source>Suspend…</source>
        <translation>Sperren …</translation>
    </message>
    <message>
        <source>Invite user…</source>
        <translation>Benutzer einladen …</translation>
    </message>
    <message>
        <source>Edit user…</source>
        <translation>Benutzer bearbeiten …</translation>
    </message>
    <message>
        <source>Let in again…</source>
        <translation>Wieder zulassen …</translation>
    </message>
    <message>
        <source>Send link to a new password</source>
        <translation>Link für ein neues Passwort senden</translation>
    </message>
    <message>
        <source>Sign out everywhere…</source>
        <translation>Überall abmelden …</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>ID kopieren</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten …</translation>
    </message>
    <message>
        <source>Invite again</source>
        <translation>Erneut einladen</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Wiederherstellen…</translation>
    </message>
</context>
<context>
    <name>steward::views::UsersTable</name>
    <message>
        <source>Custom role</source>
        <translation>Eigene Rolle</translation>
    </message>
    <message numerus="yes">
        <source>%n permission(s)</source>
        <translation>
            <numerusform>%n Recht</numerusform>
            <numerusform>%n Rechte</numerusform>
        </translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>Ausgewählt</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
</context>
<context>
    <name>steward::views::ViewBar</name>
    <message>
        <source>Saved views</source>
        <translation>Gespeicherte Ansichten</translation>
    </message>
    <message>
        <source>Save view</source>
        <translation>Ansicht speichern</translation>
    </message>
    <message>
        <source>This view</source>
        <translation>Diese Ansicht</translation>
    </message>
    <message>
        <source>Save view as…</source>
        <translation>Ansicht speichern unter …</translation>
    </message>
    <message>
        <source>Update view</source>
        <translation>Ansicht aktualisieren</translation>
    </message>
    <message>
        <source>Rename view…</source>
        <translation>Ansicht umbenennen …</translation>
    </message>
    <message>
        <source>Share view</source>
        <translation>Ansicht teilen</translation>
    </message>
    <message>
        <source>Delete view</source>
        <translation>Ansicht löschen</translation>
    </message>
    <message>
        <source>The view was not changed</source>
        <translation>Die Ansicht wurde nicht geändert</translation>
    </message>
    <message>
        <source>Shared by you</source>
        <translation>Von Ihnen geteilt</translation>
    </message>
    <message>
        <source>Shared by %1</source>
        <translation>Von %1 geteilt</translation>
    </message>
    <message>
        <source>Stop sharing the view</source>
        <translation>Ansicht nicht mehr teilen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>A view needs a name</source>
        <translation>Eine Ansicht braucht einen Namen</translation>
    </message>
    <message>
        <source>Save this view</source>
        <translation>Diese Ansicht speichern</translation>
    </message>
    <message>
        <source>Keeps filters, order, columns and groups.</source>
        <translation>Behält Filter, Reihenfolge, Spalten und Gruppen.</translation>
    </message>
    <message>
        <source>Share it with everybody here who reads this list</source>
        <translation>Mit allen hier teilen, die diese Liste lesen</translation>
    </message>
    <message>
        <source>Rename this view</source>
        <translation>Diese Ansicht umbenennen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
</context>
<context>
    <name>steward::views::WallWindow</name>
    <message>
        <source>%1 of %2</source>
        <extracomment>%1 of %2 dashboards</extracomment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1, held</source>
        <translation>%1, angehalten</translation>
    </message>
</context>
<context>
    <name>steward::views::WelcomePane</name>
    <message>
        <source>Work on this computer</source>
        <translation>Auf diesem Computer arbeiten</translation>
    </message>
    <message>
        <source>Starts a whole platform inside Steward, with demo data. Nothing leaves this computer.</source>
        <translation>Startet eine ganze Plattform innerhalb von Steward, mit Demodaten. Nichts verlässt diesen Computer.</translation>
    </message>
    <message>
        <source>Start the local platform</source>
        <translation>Lokale Plattform starten</translation>
    </message>
    <message>
        <source>Its data stays in your own folder and is there again next time.</source>
        <translation>Ihre Daten bleiben in Ihrem eigenen Ordner und sind beim nächsten Mal wieder da.</translation>
    </message>
    <message>
        <source>You are signed in as its administrator; no password is needed.</source>
        <translation>Sie sind als Administrator angemeldet; ein Passwort ist nicht nötig.</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>You are still signed in to %1.</source>
        <translation>Sie sind noch bei %1 angemeldet.</translation>
    </message>
    <message>
        <source>Sign in to %1</source>
        <translation>Bei %1 anmelden</translation>
    </message>
    <message>
        <source>Your browser opens on the sign-in page of %1. Passwords and passkeys stay there.</source>
        <translation>Ihr Browser öffnet die Anmeldeseite von %1. Passwörter und Passkeys bleiben dort.</translation>
    </message>
    <message>
        <source>Sign in with your browser</source>
        <translation>Mit dem Browser anmelden</translation>
    </message>
    <message>
        <source>The token is kept in the system key store, not in a file.</source>
        <translation>Das Token liegt im Schlüsselspeicher des Systems, nicht in einer Datei.</translation>
    </message>
    <message>
        <source>Everything you change is written to the audit log with your name.</source>
        <translation>Alles, was Sie ändern, wird mit Ihrem Namen im Prüfprotokoll festgehalten.</translation>
    </message>
    <message>
        <source>Sign in with a code</source>
        <translation>Mit einem Code anmelden</translation>
    </message>
</context>
<context>
    <name>steward::views::WindowForm</name>
    <message>
        <source>New maintenance window</source>
        <translation>Neues Wartungsfenster</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Starts (UTC)</source>
        <translation>Beginnt (UTC)</translation>
    </message>
    <message>
        <source>Lasts</source>
        <translation>Dauert</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>Komponenten</translation>
    </message>
    <message>
        <source>None ticked: all of them. Nobody is told of alerts about them meanwhile.</source>
        <translation>Keine angekreuzt: alle. Solange wird niemand von Alarmen darüber benachrichtigt.</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Write a time as 2026-11-27 22:00</source>
        <translation>Schreiben Sie eine Zeit wie 2026-11-27 22:00</translation>
    </message>
</context>
<context>
    <name>steward::views::WorkspaceCard</name>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>Sign-in needed</source>
        <translation>Anmeldung nötig</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird gesucht …</translation>
    </message>
    <message>
        <source>Local platform</source>
        <translation>Lokale Plattform</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
    <message>
        <source>Starts the embedded server on this computer.</source>
        <translation>Startet den eingebetteten Server auf diesem Computer.</translation>
    </message>
    <message>
        <source>Demo data, works without a network</source>
        <translation>Demodaten, funktioniert ohne Netzwerk</translation>
    </message>
    <message>
        <source>Signed in as %1</source>
        <translation>Angemeldet als %1</translation>
    </message>
    <message>
        <source>Last used %1</source>
        <translation>Zuletzt verwendet: %1</translation>
    </message>
    <message>
        <source>Not used yet</source>
        <translation>Noch nicht verwendet</translation>
    </message>
</context>
</TS>
