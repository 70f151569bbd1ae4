// The button that names what is chosen and opens a list to choose another from, searched as typed.
#pragma once

#include <QWidget>

#include "client/future.h"
#include "contract/messages.h"
#include "models/common/fetch.h"

class QListWidget;

namespace steward::ui {
class Button;
class LogoTile;
class Popup;
class SearchField;
class Text;
}  // namespace steward::ui

namespace steward::views {

class Picker : public QWidget {
    Q_OBJECT
public:
    struct Words {
        QString name;    // what is chosen: "Tenant"
        QString choose;  // on the button before: "Choose a tenant"
        QString find;    // in the search field
        QString list;    // of all there are: "Tenants"
    };
    // `id` names the parts for tests: "tenantPicker", "tenantPickerSearch", "tenantPickerList".
    Picker(const QString& id, const Words& words, bool roundLogo, QWidget* parent);
    void openList();

protected:
    static constexpr int most = 50;  // listed at once; typing finds the others

    // Empty: nothing is chosen.
    void setChosen(const QString& name);
    // The answer to search().
    void list(const QStringList& names, qint64 total);
    void list(const Error& error);

    virtual void search(const QString& text) = 0;
    virtual void chosen(int row) = 0;  // of what was listed last

private:
    void choose(int row);

    QString choose_;
    ui::LogoTile* logo_;
    ui::Button* button_;
    ui::Popup* popup_;
    ui::SearchField* field_;
    QListWidget* list_;
    ui::Text* note_;
};

// Of entities that the platform lists and searches.
template <class T>
class PickerOf : public Picker {
public:
    using Fetch = models::Fetch<contract::ListRequest, contract::Page<T>>;

protected:
    PickerOf(Fetch fetch, const QString& id, const Words& words, bool roundLogo, QWidget* parent)
        : Picker(id, words, roundLogo, parent), fetch_(std::move(fetch)) {}

    virtual std::string filterFor(const QString& text) const = 0;
    virtual QString lineOf(const T& one) const = 0;
    virtual void take(const T& one) = 0;

    void search(const QString& text) override {
        contract::ListRequest request;
        request.limit = most;
        request.sort = "name";
        request.filter = filterFor(text);
        searching_.take(fetch_(request), [this](Result<contract::Page<T>> page) {
            found_.clear();
            if (!page) return list(page.error());
            found_ = std::move(page->items);
            QStringList names;
            for (const T& one : found_)
                names << lineOf(one);
            list(names, page->total);
        });
    }
    void chosen(int row) override {
        if (row >= 0 && row < int(found_.size())) take(T(found_[std::size_t(row)]));
    }

private:
    Fetch fetch_;
    client::Latest searching_{this};
    std::vector<T> found_;
};

}  // namespace steward::views
