package words

// panelWords are those of the external panel.
type panelWords struct {
	Job string `max:"19" args:"job 8841; order 2"`
}

var englishPanel = panelWords{
	Job: "job %[1]d · #%[2]d",
}

var koreanPanel = panelWords{
	Job: "작업 %[1]d · #%[2]d",
}
