package diag

import (
	"math/bits"
	"slices"
	"strings"
	"testing"
)

func TestSlip(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, other string
		want        bool
	}{
		{"reutres", "reuters", true}, {"reuter", "reuters", true}, {"reuterss", "reuters", true}, {"reuteas", "reuters", true},
		{"associated pres", "associated press", true}, {"asociated press", "associated press", true}, {"the straits time", "the straits times", true},
		{"ria novosty", "ria novosti", true}, {"rianovosti", "ria novosti", true}, {"ukrianform", "ukrinform", true},
		{"bloomburg", "bloomberg", true}, {"интерфкас", "интерфакс", true}, {"ایرنا", "ایسنا", false},
		{"foriegn minsitry", "foreign ministry", false}, // two words: nobody can tell
		{"reuters", "reuters", false}, {"irna", "isna", false}, {"afp", "ap", false}, {"tass", "tas", false},
		{"abc news", "bbc news", false}, {"iran daily", "iraq daily", false}, {"india today", "indian today", false}, {"channel 4", "channel 5", false},
		{"news 2021", "news 2022", false}, {"the nation", "the national", false}, {"daily mail", "daily mall", false}, {"prussia", "russia", false}, {"", "a", false},
	} {
		if got := Slip(tt.name, tt.other); got != tt.want {
			t.Errorf("Slip(%q, %q) = %v", tt.name, tt.other, got)
		}
		if got := Slip(tt.other, tt.name); got != tt.want {
			t.Errorf("Slip(%q, %q) = %v", tt.other, tt.name, got)
		}
	}
}

func TestTypo(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, other string
		want        int
	}{
		{"balot", "ballot", 1}, {"balott", "ballot", 2}, {"strke", "strike", 1}, {"grian", "grain", 1}, {"karks", "karsk", 1}, {"a. writre", "a. writer", 1},
		{"drone", "drones", 1}, {"port strke", "port strike", 1}, {"portstrike", "port strike", 1}, {"забстовка", "забастовка", 1}, {"graim", "grain", 1},
		{"iraq", "iran", 0}, {"iran", "irani", 0}, {"oil", "oils", 0}, {"rgain", "grain", 0}, {"shahed-136", "shahed-131", 0}, {"prot strke", "port strike", 0},
		{"balto", "ballot", 0}, {"grain", "grain", 0}, {"", "grain", 0}, {"grain", "", 0}, {"energy", "enemy", 0},
	} {
		if got := Typo(tt.name, tt.other); got != tt.want {
			t.Errorf("Typo(%q, %q) = %d, want %d", tt.name, tt.other, got, tt.want)
		}
	}
}

// TestSlipOfRealNames wants no two of many names that there are to be taken for one.
func TestSlipOfRealNames(t *testing.T) {
	t.Parallel()
	names := strings.FieldsFunc(strings.ToLower(realNames), func(r rune) bool { return r == '\n' || r == ',' })
	for i, a := range names {
		for _, b := range names[:i] {
			if Slip(strings.TrimSpace(a), strings.TrimSpace(b)) {
				t.Errorf("%q is taken for %q", a, b)
			}
		}
	}
}

const realNames = `Reuters, Associated Press, AFP, DPA, ANSA, EFE, Xinhua, Kyodo, Jiji, Yonhap, TASS, Interfax, Interfax-Ukraine, RIA Novosti, Sputnik, RT,
Ukrinform, UNIAN, Unian, Anadolu, IRNA, ISNA, ILNA, IQNA, Mehr, Mehr News, Fars, Fars News, Tasnim, Press TV, Iran Press, Iran Daily, Iran Front Page, Iran International,
Tehran Times, Kayhan, Kayhan London, Etemad, Ettelaat, Shargh, Hamshahri, Jam-e Jam, Mizan, Nour News, Young Journalists Club, Radio Farda, Radio Zamaneh, Radio Liberty,
BBC, BBC News, BBC Persian, BBC Russian, ABC News, CBC News, CBS News, NBC News, Sky News, Fox News, CNN, CNBC, MSNBC, DW, France 24, Rossiya 1, Rossiya 24, Channel 1, Channel One, Channel 4, Channel 5, Channel 12, Channel 13, Channel 14,
The Times, The Times of Israel, The Times of India, Financial Times, Financial Post, New York Times, New York Post, Los Angeles Times, Irish Times, Moscow Times, Japan Times, Straits Times, Gulf Times, Khaleej Times, Asia Times, Kyiv Post, Jerusalem Post, Washington Post, Washington Times, Huffington Post, South China Morning Post, Bangkok Post, Jakarta Post, Dhaka Tribune, Daily Star, Daily Sun, Daily Mail, Daily Mirror, Daily Express, Indian Express, Daily Telegraph, Daily Sabah, Sabah, Hurriyet, Milliyet,
The Guardian, The Independent, Kyiv Independent, The Economist, The Economic Times, The Nation, The National, The Hill, The Hindu, Hindustan Times, The Sun, The Sunday Times, The Globe and Mail, Le Monde, Le Figaro, Le Temps, Le Soir, Le Point, Die Welt, Die Zeit, Der Spiegel, Bild, El Mundo, El Pais, El Periodico, La Stampa, La Repubblica, Corriere della Sera, La Vanguardia,
Kommersant, Vedomosti, Izvestia, Vesti, Vestnik, Novaya Gazeta, Nezavisimaya Gazeta, Rossiyskaya Gazeta, Meduza, The Bell, The Insider, Business Insider, RBC, RBC Ukraine, Lenta, Gazeta, Regnum, Krasnaya Zvezda, Zvezda, Argumenty i Fakty, Moskovsky Komsomolets, Komsomolskaya Pravda, Pravda, Ukrainska Pravda, Evropeiska Pravda, Ekonomichna Pravda,
Al Jazeera, Al Arabiya, Al Mayadeen, Al Manar, Al Monitor, Al Alam, Al Ahram, Al Hayat, Al Akhbar, Al Quds, Asharq Al-Awsat, Middle East Eye, Middle East Monitor, Haaretz, Maariv, Ynet, Arab News, Gulf News, Azeri Press, Armenpress, Trend, Turan, News.am, Georgia Today, Civil Georgia, Agenda, Akorda, Kazinform, Tengri News, Fergana, Eurasianet, Asia-Plus, Khovar, Khaama, Tolo News, Dawn, Geo News, The News, Jang,
Bellingcat, Conflict Armament Research, Institute for the Study of War, Institute for Science and International Security, Institute for War and Peace Reporting, International Crisis Group, Atlantic Council, Chatham House, Carnegie, Brookings, RAND, IISS, RUSI, CSIS, CNAS, SIPRI, FDD, ISW, INSS,
Ministry of Foreign Affairs of Russia, Ministry of Foreign Affairs of Iran, Ministry of Foreign Affairs of Ukraine, Ministry of Foreign Affairs of Oman, Ministry of Defence of Russia, Ministry of Defence of Ukraine, US Treasury, US Department of State, US Department of Defense, US Department of Justice, UK Foreign Office, UK Ministry of Defence, Council of the EU, European Council, European Commission, Council of Europe, Security Council of Russia, Security Council, Supreme National Security Council, National Security Council, National Security Agency, Federal Security Service, Kremlin, White House, Elysee, Bundestag, State Duma, Federation Council, IAEA, OPEC, OPCW, NATO, OSCE, United Nations, UNSC, UNGA,
Austria Presse Agentur, Australian Associated Press, Press Association, Press Trust of India, Press Trust, Pakistan Press International, Associated Press of Pakistan, Bakhtar, Bernama, Antara, VNA, KCNA, CNA, Central News Agency, Korean Central News Agency, Syrian Arab News Agency, Saudi Press Agency, Oman News Agency, Iraqi News Agency, Yemen News Agency, Slovak News Agency, Slovenian Press Agency, Hungarian News Agency, Bulgarian News Agency, Mali News, Malta Today, Niger Times, Nigeria Times, Nigerian Times, Guinea News, Guyana News, Dominica News, Dominican News, Iran, Iraq, Mauritius Times, Mauritania Times, Slovakia Times, Slovenia Times, Gambia Daily, Zambia Daily`

// Letters is asked before Slip is, and must leave no slip out.
func FuzzLetters(f *testing.F) {
	for _, name := range []string{"reuters", "associated press", "agence france-presse", "تسنیم نیوز", "коммерсантъ"} {
		f.Add(name, 3, 'x', 7)
	}
	f.Fuzz(func(t *testing.T, name string, at int, letter rune, cut int) {
		name = strings.ToLower(name)
		r := []rune(name)
		if len(r) == 0 {
			return
		}
		at, cut = (at%len(r)+len(r))%len(r), (cut%len(r)+len(r))%len(r)
		r[at] = letter
		other := strings.ToLower(string(slices.Delete(r, cut, cut+1)))
		if differ := bits.OnesCount64(Letters(name) ^ Letters(other)); differ > MostLetters && (Slip(name, other) || Typo(name, other) > 0) {
			t.Errorf("%q is a slip for %q and differs by %d letters, want at most %d", other, name, differ, MostLetters)
		}
	})
}
