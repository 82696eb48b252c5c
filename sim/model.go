package sim

// ModelSection is a part of the model card.
type ModelSection struct {
	Title Text
	Facts []ModelFact
}

// ModelFact is one line of the model card: a figure or a rule, and where it
// comes from. Source is empty where the title of the section says it.
type ModelFact struct {
	What   Text
	Is     Text
	Source Text
}
