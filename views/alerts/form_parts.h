// What the forms of definitions are made of: fields, and reading them one after the other. Included by their .cpp
// files.
#pragma once

#include <QLocale>

#include "views/alerts/alert_forms.h"
#include "views/alerts/alert_words.h"

namespace steward::views::forms {

using namespace Qt::StringLiterals;

inline ui::LineField* line(const QString& text, int most = 200, const QString& placeholder = {}) {
    auto* field = new ui::LineField(placeholder);
    field->setLarge(true);
    field->setMaxLength(most);
    field->setText(text);
    return field;
}

template <class E>
ui::Select* choice(E chosen, QString (*word)(E) = text) {
    auto* select = new ui::Select;
    select->setLarge(true);
    boost::mp11::mp_for_each<Enumerators<E>>([&](auto d) { select->addItem(word(d.value), int(d.value)); });
    select->setCurrentIndex(select->findData(int(chosen)));
    return select;
}

template <class E>
E chosenOf(const ui::Select* select) {
    return E(select->currentData().toInt());
}

inline QString plain(const std::string& text) {
    return QString::fromStdString(text);
}

// Fields read one after the other; what cannot be read is said at its place.
class Reading {
public:
    void number(const ui::LineField* field, const char* path, double& into) {
        bool read = false;
        const double value = QLocale().toDouble(field->text().trimmed(), &read);
        double c = read ? value : field->text().trimmed().toDouble(&read);
        if (!read) return complain(path, RuleForm::tr("Write a number"));
        into = c;
    }
    void span(const ui::LineField* field, const char* path, std::int64_t& into) {
        const auto length = spanOf(field->text());
        if (!length) return complain(path, RuleForm::tr("Write a length of time, such as 90 s, 5 min, 1 h or 3 d"));
        into = *length;
    }
    template <class T>
    void take(Result<T> read, const char* path, T& into) {
        if (!read) return complain(path, plain(read.error().message));
        into = std::move(*read);
    }
    void name(const ui::LineField* field, std::string& into) {
        into = field->text().trimmed().toStdString();
        if (into.empty()) complain("/name", RuleForm::tr("It needs a name"));
    }
    void complain(const char* path, const QString& text) { error_.fields.push_back({path, text.toStdString()}); }
    template <class T>
    Result<T> outcome(T read) {
        if (error_.fields.empty()) return read;
        error_.code = ErrorCode::invalid;
        error_.message = RuleForm::tr("Some fields cannot be read.").toStdString();
        return fail(std::move(error_));
    }

private:
    Error error_;
};

inline QStringList wordsOf(const QString& text) {
    QStringList words;
    for (const QString& word : text.split(u',', Qt::SkipEmptyParts))
        if (!word.trimmed().isEmpty()) words << word.trimmed();
    return words;
}

template <class Words>
QString joined(const Words& words) {
    QStringList list;
    for (const auto& word : words)
        list << plain(word);
    return list.join(u", "_s);
}

inline std::vector<std::string> texts(const QString& text) {
    std::vector<std::string> list;
    for (const QString& word : wordsOf(text))
        list.push_back(word.toStdString());
    return list;
}

inline QString titleOf(bool isNew, const QString& fresh, const std::string& name) {
    return isNew ? fresh : RuleForm::tr("Edit %1").arg(plain(name));
}

inline QString submitOf() {
    return RuleForm::tr("Preview…");
}

}  // namespace steward::views::forms
