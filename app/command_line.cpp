#include "app/command_line.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace steward::app {

using namespace Qt::StringLiterals;

namespace {

const QStringList formats{u"csv"_s, u"xlsx"_s, u"pdf"_s, u"json"_s, u"jsonl"_s, u"html"_s};

struct CommandLineWords {
    Q_DECLARE_TR_FUNCTIONS(CommandLineWords)
};

tl::unexpected<Error> wrong(const QString& message) {
    return fail(ErrorCode::invalid, message.toStdString());
}

QString helpText() {
    return CommandLineWords::tr(
        "steward                                  the console\n"
        "steward --local [--demo]                 the console on the platform of this computer, with demo data\n"
        "steward tour --out DIR [--warm-up SECONDS]\n"
        "                                         goes through the main job by itself; screenshots and files in DIR\n"
        "steward export REPORT --format csv|xlsx|pdf|json|jsonl|html --out FILE [--option NAME=VALUE …]\n"
        "                                         [--snapshot] [--underlying] [--workspace NAME]\n"
        "                                         a report as a file with its manifest, without a window. REPORT: name "
        "or\n"
        "                                         id of a saved report, or a file with a definition. --snapshot: from\n"
        "                                         this computer, without any network. --underlying: the rows behind\n"
        "                                         the groups. --option: separator, encoding, paper and others; a "
        "wrong\n"
        "                                         one says which there are\n"
        "steward export --result FILE --format pdf --out FILE\n"
        "                                         puts a result that stewardd computed on paper, for its schedules\n"
        "steward verify FILE                      whether an exported file is, byte for byte, what its manifest says\n"
        "steward --version\n"
        "\n"
        "--data DIR                               keep everything in DIR instead of your own data folder\n"
        "\n"
        "Exit codes: 0 done; 1 failed; 2 wrong use; 3 no such report, workspace or snapshot; 4 not signed in;\n"
        "5 the platform cannot be reached; 6 the file could not be written, or is not what was exported;\n"
        "130 interrupted. A file that was there before stays as it was unless the code is 0.\n");
}

}  // namespace

Result<Options> parseArguments(const QStringList& arguments) {
    QCommandLineParser parser;
    parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsOptions);
    parser.addOptions({{u"local"_s, {}},
                       {u"demo"_s, {}},
                       {u"snapshot"_s, {}},
                       {u"version"_s, {}},
                       {{u"h"_s, u"help"_s}, {}},
                       {u"data"_s, {}, u"folder"_s},
                       {u"out"_s, {}, u"path"_s},
                       {u"format"_s, {}, u"format"_s},
                       {u"option"_s, {}, u"name=value"_s},
                       {u"workspace"_s, {}, u"name"_s},
                       {u"underlying"_s, {}},
                       {u"result"_s, {}, u"file"_s},
                       {u"warm-up"_s, {}, u"seconds"_s}});
    if (!parser.parse(arguments)) return wrong(parser.errorText());
    Options options;
    options.local = parser.isSet(u"local"_s);
    options.demo = parser.isSet(u"demo"_s);
    options.dataFolder = parser.value(u"data"_s);
    options.workspace = parser.value(u"workspace"_s);
    options.help = helpText();
    if (parser.isSet(u"help"_s)) return (options.task = Options::Task::help, options);
    if (parser.isSet(u"version"_s)) return (options.task = Options::Task::version, options);
    const QStringList words = parser.positionalArguments();
    if (words.isEmpty()) return options;
    if (words.first() == "tour"_L1) {
        if (words.size() > 1)
            return wrong(CommandLineWords::tr("'%1' is too much: steward tour --out DIR").arg(words[1]));
        if (!parser.isSet(u"out"_s))
            return wrong(CommandLineWords::tr("The tour needs a folder: steward tour --out DIR"));
        options.task = Options::Task::tour;
        options.outFolder = parser.value(u"out"_s);
        if (parser.isSet(u"warm-up"_s)) {
            bool isNumber = false;
            options.warmUpSeconds = parser.value(u"warm-up"_s).toInt(&isNumber);
            if (!isNumber || options.warmUpSeconds < 0 || options.warmUpSeconds > 3600)
                return wrong(CommandLineWords::tr("--warm-up is a number of seconds up to 3600"));
        }
        return options;
    }
    if (words.first() == "export"_L1) {
        options.result = parser.value(u"result"_s);
        if (words.size() != (options.result.isEmpty() ? 2 : 1))
            return wrong(CommandLineWords::tr("Name one report: steward export REPORT --format xlsx --out FILE"));
        options.task = Options::Task::exportReport;
        if (options.result.isEmpty()) options.report = words[1];
        options.format = parser.value(u"format"_s);
        options.outFile = parser.value(u"out"_s);
        options.snapshot = parser.isSet(u"snapshot"_s);
        options.underlying = parser.isSet(u"underlying"_s);
        if (!formats.contains(options.format))
            return wrong(CommandLineWords::tr("--format is one of: %1").arg(formats.join(u", "_s)));
        for (const QString& option : parser.values(u"option"_s)) {
            const auto format = enumFromName<report::Format>(options.format.toStdString());
            STEWARD_CHECK(report::setFileOption(options.fileOptions, *format, option.section(u'=', 0, 0).toStdString(),
                                                option.section(u'=', 1).toStdString()));
        }
        if (options.outFile.isEmpty()) return wrong(CommandLineWords::tr("--out FILE says where the report goes"));
        if (!options.result.isEmpty() && options.format != "pdf"_L1)
            return wrong(CommandLineWords::tr("--result is put on paper: --format pdf"));
        if (options.underlying && options.format == "pdf"_L1)
            return wrong(CommandLineWords::tr("Underlying rows go into a file of another format, not onto paper"));
        return options;
    }
    if (words.first() == "verify"_L1) {
        if (words.size() != 2) return wrong(CommandLineWords::tr("Name one file: steward verify FILE"));
        options.task = Options::Task::verifyFile;
        options.outFile = words[1];
        return options;
    }
    return wrong(CommandLineWords::tr("There is no 'steward %1'. See steward --help").arg(words.first()));
}

}  // namespace steward::app
