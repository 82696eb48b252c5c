package words

// smallWords are those of a window that is too small, in variants, the widest first.
type smallWords struct {
	Needs  [3]string `max:"50" args:"columns 80; lines 24"`
	Has    [3]string `max:"40" args:"columns 60; lines 20"`
	Remedy [3]string `max:"60"`
	Quit   [3]string `max:"8"`
}

var englishSmall = smallWords{
	Needs: [3]string{
		"orderflow needs %[1]d columns and %[2]d lines.",
		"needs %[1]d×%[2]d",
		"%[1]d×%[2]d",
	},
	Has: [3]string{
		"This window has %[1]d and %[2]d.",
		"has %[1]d×%[2]d",
		"%[1]d×%[2]d",
	},
	Remedy: [3]string{
		"Make it larger, or the font smaller. The run goes on.",
		"Make it larger.",
		"+",
	},
	Quit: [3]string{
		"q quit",
		"q",
		"q",
	},
}

var koreanSmall = smallWords{
	Needs: [3]string{
		"orderflow는 가로 %[1]d칸, 세로 %[2]d줄이 필요합니다.",
		"%[1]d×%[2]d 필요",
		"%[1]d×%[2]d",
	},
	Has: [3]string{
		"현재 창은 가로 %[1]d칸, 세로 %[2]d줄입니다.",
		"현재 %[1]d×%[2]d",
		"%[1]d×%[2]d",
	},
	Remedy: [3]string{
		"창을 키우거나 글꼴을 줄여 주세요. 실행은 계속됩니다.",
		"창을 키워 주세요.",
		"+",
	},
	Quit: [3]string{
		"q 종료",
		"q",
		"q",
	},
}
