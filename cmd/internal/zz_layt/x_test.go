package zz
import ("testing";"os";"reflect";"html/template";"briefings/cmd/internal/layout";"briefings/cmd/internal/view")
func TestX(t *testing.T){
 views := []layout.View{
	{Name: "home", Type: reflect.TypeFor[*view.HomeView](), Root: "base.html"},
	{Name: "briefings", Type: reflect.TypeFor[*view.BriefingsView](), Root: "base.html"},
	{Name: "briefing", Type: reflect.TypeFor[*view.BriefingView](), Root: "base.html"},
	{Name: "article", Type: reflect.TypeFor[*view.ArticleView](), Root: "base.html"},
	{Name: "note", Type: reflect.TypeFor[*view.NoteView](), Root: "base.html"},
	{Name: "page", Type: reflect.TypeFor[*view.SimplePageView](), Root: "base.html"},
	{Name: "entity", Type: reflect.TypeFor[*view.EntityView](), Root: "base.html"},
	{Name: "list", Type: reflect.TypeFor[*view.ListView](), Root: "base.html"},
	{Name: "index", Type: reflect.TypeFor[*view.IndexView](), Root: "base.html"},
	{Name: "404", Type: reflect.TypeFor[*view.MissingView](), Root: "base.html"},
	{Name: "redirect", Type: reflect.TypeFor[*view.RedirectView](), Root: "redirect"},
	{Name: "item", Type: reflect.TypeFor[*view.ItemView](), Root: "item"},
 }
 _,pr:=layout.Parse(os.DirFS("/work/main/layouts"),nil,views,template.FuncMap{"asset":func(s string)(string,error){return s,nil}})
 for _,p:=range pr{t.Errorf("%+v",p)}
}
