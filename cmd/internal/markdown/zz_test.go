package markdown
import ("testing";"fmt")
func TestZZ(t *testing.T){
 for _,s:=range []string{"a\n\n    @set %%I a\n    b %%\n\nc","- a\n\n    %%x%%\n\nb\n\n    %%code%%\n","- a\nb\n\n    %%secret%%\n", "    %%code%%\n\nt","a\n    %%lazy%%", "%%\na\n\n    %%b"} {
  b:=New(Options{}).Read([]byte(s),1,"T")
  fmt.Printf("%s\n%q %v\n-----\n",b.HTML,b.Text,b.Anchors)
  }
}
