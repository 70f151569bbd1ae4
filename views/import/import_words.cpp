#include "views/import/import_words.h"

#include <QCoreApplication>

#include "views/common/words.h"

namespace steward::views {
namespace {

struct ImportWords {
    Q_DECLARE_TR_FUNCTIONS(ImportWords)
};

// Words that name a field of ours, as people know it.
bool namesAField(const imports::Problem& problem, std::size_t word) {
    return (problem.kind == imports::ProblemKind::missingColumn && word == 0) ||
           (problem.kind == imports::ProblemKind::mappedTwice && word == 1);
}

// As people write numbers here; what stands in a cell stays as it is.
QString wordText(const imports::Problem& problem, std::size_t word) {
    using Kind = imports::ProblemKind;
    QString said = QString::fromStdString(problem.words[word]);
    if (namesAField(problem, word)) return fieldText(said);
    switch (problem.kind) {
        case Kind::tooManyRows:
        case Kind::tooManyColumns:
        case Kind::cellTooLong:
        case Kind::rowTooLong:
        case Kind::tooMuchText:
        case Kind::notUtf8:
        case Kind::notUtf16:
        case Kind::notText:
        case Kind::tooManyCells:
        case Kind::tooFewCells:
            return countText(said.toLongLong());
        case Kind::keyTwice:
            return word == 1 ? countText(said.toLongLong()) : said;
        default:
            return said;
    }
}

}  // namespace

QString problemText(const imports::Problem& problem) {
    // The templates are of import/problem.cpp, where lupdate finds them.
    const std::string words(imports::templateOf(problem.kind));
    QString text = ImportWords::tr(words.c_str());
    QStringList said;
    for (std::size_t i = 0; i < problem.words.size(); ++i)
        said << wordText(problem, i);
    // All at once: what stands in a cell may look like a place itself.
    switch (said.size()) {
        case 0:
            return text;
        case 1:
            return text.arg(said[0]);
        default:
            return text.arg(said[0], said[1]);
    }
}

QString placedText(const imports::Problem& problem) {
    return problem.line > 0 ? ImportWords::tr("Line %1: %2").arg(countText(problem.line), problemText(problem))
                            : problemText(problem);
}

QString fieldsText(const std::vector<std::string>& fields) {
    QStringList names;
    for (const auto& field : fields)
        names << fieldText(QString::fromStdString(field));
    return names.join(QStringLiteral(", "));
}

imports::Subject named(imports::Subject subject) {
    for (auto& field : subject.fields) {
        const QString name = QString::fromStdString(field.name);
        field.alsoCalled.push_back(fieldText(name).toStdString());
        for (const auto& choice : field.choices)
            field.choicesAlsoCalled[choice].push_back(valueText(name, QString::fromStdString(choice)).toStdString());
    }
    return subject;
}

}  // namespace steward::views
