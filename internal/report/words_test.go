package report

import (
	"testing"

	"orderflow/internal/wordtest"
	"orderflow/ui/words"
)

func TestCataloguesSayTheSame(t *testing.T) {
	wordtest.Check(t, summaryCatalogue[words.English], summaryCatalogue[words.Korean])
	wordtest.Check(t, comparisonCatalogue[words.English], comparisonCatalogue[words.Korean])
	wordtest.Check(t, listCatalogue[words.English], listCatalogue[words.Korean])
	wordtest.Check(t, lessonCatalogue[words.English], lessonCatalogue[words.Korean])
	wordtest.Check(t, cleanupCatalogue[words.English], cleanupCatalogue[words.Korean])
}

func TestWordsAreATranslators(t *testing.T) {
	wordtest.CheckForm(t, "words.go", "lessonwords.go", "cleanupwords.go")
}
