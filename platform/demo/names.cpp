#include "demo/names.h"

namespace steward::demo {
namespace {

constexpr std::string_view stems[] = {"Alder",  "Amber",   "Ash",   "Barrow", "Birch",  "Bram",  "Brine",   "Calder",
                                      "Cinder", "Copper",  "Corn",  "Dun",    "Elder",  "Ember", "Fallow",  "Fen",
                                      "Flint",  "Frost",   "Garn",  "Glen",   "Gorse",  "Hazel", "Heath",   "Hollow",
                                      "Iron",   "Kestrel", "Lark",  "Linden", "Loam",   "Marl",  "Merrow",  "Moss",
                                      "Nettle", "Oak",     "Otter", "Pebble", "Quarry", "Raven", "Reed",    "Rowan",
                                      "Sable",  "Salt",    "Sedge", "Slate",  "Sorrel", "Tarn",  "Thistle", "Wren"};
constexpr std::string_view endings[] = {"wick",  "holt",  "mere",  "gate",   "ford",  "croft", "vale",   "marsh",
                                        "combe", "beck",  "haven", "stead",  "field", "brook", "moor",   "hurst",
                                        "dale",  "ridge", "shaw",  "thorpe", "well",  "worth", "bridge", "cote",
                                        "garth", "leigh", "mouth", "reach",  "stone", "water", "wold",   "fold"};
constexpr std::string_view trades[] = {
    "Foods",     "Energy",   "Freight",   "Insurance",   "Clinics",   "Press",     "Robotics", "Schools",   "Legal",
    "Tools",     "Housing",  "Fisheries", "Studio",      "Optics",    "Brewing",   "Dental",   "Logistics", "Textiles",
    "Pharma",    "Mobility", "Analytics", "Farms",       "Timber",    "Ceramics",  "Shipping", "Hotels",    "Museums",
    "Airways",   "Gardens",  "Software",  "Payments",    "Security",  "Networks",  "Labs",     "Motors",    "Books",
    "Records",   "Games",    "Interiors", "Engineering", "Surveying", "Recycling", "Solar",    "Wind",      "Water",
    "Rail",      "Cycles",   "Sports",    "Travel",      "Events",    "Media",     "Films",    "Design",    "Fashion",
    "Jewellers", "Bakery",   "Dairy",     "Vineyards",   "Coffee",    "Grocers",   "Pet Care", "Nursing",   "Research",
    "Trust",     "Partners", "Works"};
constexpr std::string_view firstNames[] = {
    "Ines",  "Marta", "Rosa",  "Nadia",  "Tomas", "Priya",  "Elif",  "Bruno",  "Hana",  "Leo",    "Ada",   "Jonas",
    "Mira",  "Pavel", "Sofia", "Anton",  "Lucia", "Emil",   "Freya", "Karim",  "Yuki",  "Oskar",  "Leila", "Mateo",
    "Greta", "Ivo",   "Salma", "Dario",  "Noor",  "Felix",  "Alma",  "Rafael", "Tessa", "Viktor", "Zoe",   "Hugo",
    "Maren", "Amir",  "Clara", "Stefan", "Ida",   "Nikola", "Vera",  "Samir",  "Lotte", "Milan",  "Aylin", "Jakob"};
constexpr std::string_view lastNames[] = {
    "Moreau",  "Oyelaran", "Lindqvist", "Brandt", "Reuter",  "Anand",    "Aksoy",    "Castel", "Mori",    "Farkas",
    "Novak",   "Keller",   "Rossi",     "Larsen", "Haddad",  "Okafor",   "Petrov",   "Silva",  "Weber",   "Dubois",
    "Nakano",  "Berg",     "Costa",     "Yilmaz", "Horvat",  "Jansen",   "Kowalski", "Marin",  "Nilsen",  "Ortega",
    "Popescu", "Quint",    "Rahman",    "Sato",   "Tanaka",  "Ullman",   "Vogel",    "Winter", "Ximenes", "Zeman",
    "Acker",   "Bianchi",  "Cerny",     "Dahl",   "Eriksen", "Fontaine", "Gruber",   "Hansen", "Ivanov",  "Jung",
    "Klein",   "Lambert",  "Meyer",     "Nemeth", "Olsen",   "Peeters",  "Rivera",   "Schmid", "Toth",    "Varga"};

}  // namespace

std::string companyName(std::uint64_t index) {
    constexpr std::uint64_t all = std::size(stems) * std::size(endings) * std::size(trades);
    const std::uint64_t shuffled = (index * 60'013 + 7) % all;  // 60,013 is prime and divides none of the sizes
    std::string name(stems[shuffled % std::size(stems)]);
    name += endings[shuffled / std::size(stems) % std::size(endings)];
    return name.append(" ").append(trades[shuffled / (std::size(stems) * std::size(endings))]);
}

std::string personName(Random& random) {
    std::string name(random.pick(firstNames));
    return name.append(" ").append(random.pick(lastNames));
}

std::string slugOf(const std::string& name) {
    std::string slug;
    for (const char c : name) {
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        const bool plain = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
        if (plain)
            slug += lower;
        else if (!slug.empty() && slug.back() != '-')
            slug += '-';
    }
    return slug;
}

std::string mailboxOf(const std::string& person) {
    std::string mailbox = slugOf(person);
    for (char& c : mailbox)
        if (c == '-') c = '.';
    return mailbox;
}

}  // namespace steward::demo
