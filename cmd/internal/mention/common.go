package mention

import (
	"strings"

	"briefings/cmd/internal/fold"
)

// commonWords are words that stand in running text far more often for themselves than for the
// person or body that has them for an alias: titles, ranks, common nouns of the trade, days and
// months, and the commonest given names.
var commonWords = wordSet(`
	a about above after again all also an and any are as at back be because been before being below between
	both but by can could did do does down each even every few first for from had has have he her here him his
	how if in into is it its just last like made make many me more most much must my new no nor not now of off
	old on one only or other our out over own same she should so some such than that the their them then there
	these they this those three through to too two under until up very was we were what when where which
	while whom whose why will with would yes you your
	admiral adviser advisor agency agent alliance ally ambassador army arms assembly attorney authority
	bank bishop board border brigade brother bureau cabinet captain center central centre chair chairman
	chairwoman chancellor chief church citizen city civil coalition colonel commander commission committee
	company congress consul corporation council country court crown daughter deal defence defense delegate
	democracy department deputy director district doctor drone east embassy emperor energy engineer envoy
	executive federation finance fleet force foreign forum freedom front fund general government governor
	group guard guards head hope house industry inspector institute intelligence interior international island
	journal judge justice king lady law leader league liberty lieutenant lord major manager market marshal
	mayor media meeting member minister ministry mission mister mother movement nation national
	navy news north office officer official oil order organisation organization palace parliament partner
	party peace pilot plan police post power premier president press prime prince princess prophet prosecutor
	province public queen radio region reporter representative republic resistance revolution rocket sanction
	sanctions saint secretary security senate senator sergeant service shadow sheikh sir sister soldier south
	speaker spokesman spokeswoman star state station street strike student summit sultan supreme teacher times
	today tower town trade treasury treaty tribunal trust truth union unit unity university victory village
	voice war watch west white wing woman world young
	monday tuesday wednesday thursday friday saturday sunday january february march april may june july
	august september october november december spring summer autumn winter
	ahmad ahmed alex alexander alexei ali amir andrei anna anton boris carlos catherine charles daniel david
	dmitri dmitry elena emma fatima george hamid hassan hossein hussein ibrahim igor ivan james jan jean joe
	john jose joseph juan karim khalid laura lee li luis maria mark mary max mehdi michael mikhail mohamed
	mohammad mohammed muhammad natalia nick nikolai oleg olga omar paul pavel peter philip reza
	richard robert said sam sara sarah sergei sergey simon sophie steven svetlana tatiana thomas tom
	victor viktor vladimir wang william yuri yusuf
`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// Common reports whether a name is a single word that mostly means something else: lists of
// sanctioned persons have aliases such as "Chairman" and "John". A word in capitals is an acronym.
func Common(name string) bool {
	return !strings.ContainsAny(name, " -") && name != strings.ToUpper(name) && commonWords[fold.Key(name)]
}
