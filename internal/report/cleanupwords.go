package report

import "orderflow/ui/words"

// cleanupWords are those of the list of what runs have left on a cluster, in one
// language.
type cleanupWords struct {
	topics  string `args:"names control, sns.orders"`
	groups  string `args:"names in-house, external"`
	members string `args:"name in-house; members 2"`
	deleted string `args:"topics 5; groups 4"`
	staying string `args:"why it lives"`
	nothing string
	ask     string `args:"topics 5; groups 4; prefixes 1"`
}

// cleanupCatalogue is indexed by words.Lang.
var cleanupCatalogue = [...]cleanupWords{
	words.English: {
		topics:  "topics   %[1]s",
		groups:  "groups   %[1]s",
		members: "%[1]s (members: %[2]d)",
		deleted: "deleted  topics: %[1]d, groups: %[2]d",
		staying: "stays    %[1]s",
		nothing: "nothing to delete",
		ask:     "Delete what is listed (topics: %[1]d, groups: %[2]d, prefixes: %[3]d)? [y/N] ",
	},
	words.Korean: {
		topics:  "토픽    %[1]s",
		groups:  "그룹    %[1]s",
		members: "%[1]s(멤버 %[2]d)",
		deleted: "지움    토픽 %[1]d개, 그룹 %[2]d개",
		staying: "남김    %[1]s",
		nothing: "지울 것이 없습니다",
		ask:     "목록에 있는 접두어 %[3]d개의 토픽 %[1]d개와 그룹 %[2]d개를 지울까요? [y/N] ",
	},
}
