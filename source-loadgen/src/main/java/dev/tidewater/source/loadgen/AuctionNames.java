package dev.tidewater.source.loadgen;

import java.util.List;

/** Who lives in the auction house, and what is sold there. */
final class AuctionNames {
  private static final List<String> FIRST =
      List.of(
          "Ada",
          "Akira",
          "Alba",
          "Amadou",
          "Anouk",
          "Astrid",
          "Bao",
          "Beatriz",
          "Bo",
          "Carlos",
          "Chiara",
          "Dagmar",
          "Daniyar",
          "Deniz",
          "Dilip",
          "Edda",
          "Elif",
          "Emre",
          "Esperanza",
          "Fatou",
          "Femi",
          "Finn",
          "Freya",
          "Gita",
          "Greta",
          "Gunnar",
          "Hana",
          "Henrik",
          "Hiroko",
          "Ibrahim",
          "Ines",
          "Ingrid",
          "Ivo",
          "Jamila",
          "Jonas",
          "Jun",
          "Kaisa",
          "Karim",
          "Kofi",
          "Lars",
          "Leila",
          "Li",
          "Lucía",
          "Malik",
          "Marit",
          "Mei",
          "Mikko",
          "Nadia",
          "Niamh",
          "Noor",
          "Olga",
          "Omar",
          "Ole",
          "Paolo",
          "Petra",
          "Priya",
          "Quentin",
          "Rana",
          "Rosa",
          "Ruben",
          "Sami",
          "Sanna",
          "Sigrid",
          "Søren",
          "Sunita",
          "Tariq",
          "Tess",
          "Tove",
          "Ulla",
          "Umut",
          "Vera",
          "Viggo",
          "Wanda",
          "Wim",
          "Ximena",
          "Yara",
          "Yusuf",
          "Zainab",
          "Zeno",
          "Zoë");

  private static final List<String> LAST =
      List.of(
          "Abara",
          "Almeida",
          "Andersen",
          "Aydın",
          "Bakker",
          "Berg",
          "Bianchi",
          "Costa",
          "Dahl",
          "Diallo",
          "Eriksen",
          "Fischer",
          "Fontaine",
          "Gallo",
          "García",
          "Haddad",
          "Hansen",
          "Ibáñez",
          "Ito",
          "Jansen",
          "Johansen",
          "Kaya",
          "Keita",
          "Kowalski",
          "Kumar",
          "Larsen",
          "Lindqvist",
          "Lopez",
          "Mbeki",
          "Meyer",
          "Moreau",
          "Nakamura",
          "Nguyen",
          "Nielsen",
          "Novak",
          "Okafor",
          "Olsen",
          "Patel",
          "Pereira",
          "Rossi",
          "Sato",
          "Schmidt",
          "Silva",
          "Suzuki",
          "Tanaka",
          "Torres",
          "Virtanen",
          "Weber",
          "Yılmaz",
          "Zhou");

  private static final List<String> PLACE =
      List.of(
          "Harbour",
          "Fjord",
          "Glacier",
          "Lighthouse",
          "Estuary",
          "Lagoon",
          "Skerry",
          "Sandbar",
          "Breakwater",
          "Headland",
          "Moraine",
          "Inlet",
          "Atoll",
          "Sound",
          "Strait",
          "Cove",
          "Shoal",
          "Reef",
          "Delta",
          "Saltmarsh");

  private static final List<String> TRADE =
      List.of("Trading", "Shipping", "Outfitters", "Foods", "Instruments");

  private static final List<String> ITEM =
      List.of(
          "Signed Memorabilia",
          "City Bar Crawl",
          "Best Pizza in Town",
          "Gift Basket",
          "Custom Art");

  static final int USERS = FIRST.size() * LAST.size();
  static final int ORGANIZATIONS = PLACE.size() * TRADE.size();
  static final int ITEMS = ITEM.size();

  private AuctionNames() {}

  /** Each number up to {@link #USERS} has a name of its own. */
  static String user(int number) {
    return FIRST.get(number % FIRST.size()) + " " + LAST.get(number / FIRST.size());
  }

  /** Each number up to {@link #ORGANIZATIONS} has a name of its own. */
  static String organization(int number) {
    return PLACE.get(number % PLACE.size()) + " " + TRADE.get(number / PLACE.size());
  }

  static String item(int number) {
    return ITEM.get(number);
  }
}
