package config

import (
	"testing"

	"briefings/cmd/internal/typed"
	"briefings/cmd/internal/typed/typedtest"
)

func TestKeys(t *testing.T) {
	t.Parallel()
	typedtest.CheckKeys(t, Keys(), wholeSite, func(t *typed.Table) { defaults().read(t) })
}
