from django.urls import path, re_path

from communications import views
from communications.feeds import NewsFeed
from ground.doors.reading import reading_page

urlpatterns = [
    path("noticias/atom.xml", reading_page()(NewsFeed()), name="news_feed"),
    path("noticias/", views.NewsListView.as_view(), name="news_list"),
    path("noticias/vista-previa/<int:pk>/", views.preview, name="news_preview"),
    re_path(
        r"^noticias/imagenes/(?P<pk>[0-9]{1,9})-(?P<sha>[0-9a-f]{12})-(?P<size>ancha|pequena)\.webp$",
        views.picture,
        name="news_picture",
    ),
    path("noticias/<slug:slug>/", views.NewsDetailView.as_view(), name="news_detail"),
]
